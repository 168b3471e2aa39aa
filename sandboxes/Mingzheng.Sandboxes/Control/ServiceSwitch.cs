namespace Mingzheng.Sandboxes.Control;

/// <summary>The present setting of one sandbox. The delay, in milliseconds, comes before the answer in every mode.</summary>
sealed record ServiceSwitch(ServiceMode Mode, int Milliseconds)
{
    public const int LongestDelay = 600_000;

    public static readonly ServiceSwitch Ok = new(ServiceMode.Ok, 0);

    public Task Delay(CancellationToken cancellation) =>
        Milliseconds == 0 ? Task.CompletedTask : Task.Delay(Milliseconds, cancellation);
}
