namespace Mingzheng.Journal;

/// <summary>
/// <c>Log:Origin</c>: the name of the transparency log, in every checkpoint for ever. Two courts of one name could not be told apart by those who
/// watch them, and a log that is named anew later is a new log: a court outside development does not start without it.
/// </summary>
static class LogOrigin
{
    const string Setting = "Log:Origin";

    /// <exception cref="InvalidOperationException">The setting is missing outside development, or is no name that a signed note may have.</exception>
    public static string From(IConfiguration configuration, IHostEnvironment environment)
    {
        var origin = configuration[Setting] is { Length: > 0 } set ? set
            : environment.IsDevelopment() ? "mingzheng.localhost/log"
            : throw new InvalidOperationException($"{Setting} is missing: the name of the log in every checkpoint, for example court.example/log.");
        return origin.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || letter == '+')
            ? throw new InvalidOperationException($"{Setting} must have no space and no plus sign: {origin}")
            : origin;
    }
}
