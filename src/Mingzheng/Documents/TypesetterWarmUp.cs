namespace Mingzheng.Documents;

/// <summary>
/// Starts the engine with the app, so that the first party to ask for a document does not wait for the fonts to load; before that goes what a
/// killed app left of its own.
/// </summary>
sealed class TypesetterWarmUp(Typesetter typesetter, ILogger<Typesetter> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (TypesetterFolder.RemoveLeftBehind(Path.GetTempPath()) is > 0 and var removed)
        {
            log.FoldersRemoved(removed);
        }

        try
        {
            await typesetter.Warm(stoppingToken);
        }
        catch (TypesettingException fault)
        {
            // The app serves everything else meanwhile, and the first document tries again and reports for itself.
            log.EngineNotWarm(fault);
        }
    }
}
