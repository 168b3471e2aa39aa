using Mingzheng;

var app = await CourtApp.Build(args);
await app.RunAsync();
