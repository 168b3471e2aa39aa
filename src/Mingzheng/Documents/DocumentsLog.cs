namespace Mingzheng.Documents;

static partial class DocumentsLog
{
    [LoggerMessage(1, LogLevel.Information, "Typesetting engine started on {Templates}")]
    public static partial void EngineStarted(this ILogger log, string templates);

    [LoggerMessage(2, LogLevel.Warning, "Typesetting engine died over {Template}")]
    public static partial void EngineDied(this ILogger log, string template, Exception fault);

    [LoggerMessage(3, LogLevel.Warning, "Typesetting engine: {Line}")]
    public static partial void EngineSaid(this ILogger log, string line);

    [LoggerMessage(4, LogLevel.Error, "Typesetting engine did not start; no document can be made until it does")]
    public static partial void EngineNotWarm(this ILogger log, Exception fault);

    [LoggerMessage(5, LogLevel.Information, "{Folders} folders that killed processes left of their typesetting engines were removed")]
    public static partial void FoldersRemoved(this ILogger log, int folders);
}
