return Mingzheng.Verify.VerifyCommand.Run(args, Console.Out, Console.Error, Console.OpenStandardInput());
