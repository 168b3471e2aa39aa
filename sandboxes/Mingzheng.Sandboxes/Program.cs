using Mingzheng.Sandboxes;

await SandboxHost.Build(args).RunAsync();
