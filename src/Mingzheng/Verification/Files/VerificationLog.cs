namespace Mingzheng.Verification.Files;

static partial class VerificationLog
{
    [LoggerMessage(1, LogLevel.Warning, "A file given to the public check was too hard ({Sha256}, exit {Exit}): {Complaints}")]
    public static partial void TooHard(this ILogger log, string sha256, int exit, string complaints);
}
