using System.Globalization;

namespace Mingzheng.Identity.SigningIn;

/// <summary>
/// What all networks together may do within <see cref="SignInRules.Window"/>, so that an attack from very many of them stays small. Networks
/// in which a contact was proved before are not stopped by it.
/// </summary>
/// <param name="Codes">
/// <c>SignIn:CodesInAll</c>: codes sent. Who can raise it can make the court send messages without end.
/// </param>
/// <param name="WrongTries">
/// <c>SignIn:WrongTriesInAll</c>: wrong guesses. Who can raise it can guess at all accounts together.
/// </param>
public sealed record SignInLimits(int Codes, int WrongTries)
{
    public static readonly SignInLimits Usual = new(1000, 300);

    /// <exception cref="InvalidOperationException">A setting is no number above 0.</exception>
    public static SignInLimits From(IConfiguration configuration) => new(
        Setting(configuration, "SignIn:CodesInAll", Usual.Codes), Setting(configuration, "SignIn:WrongTriesInAll", Usual.WrongTries));

    static int Setting(IConfiguration configuration, string name, int usual) => configuration[name] is not { Length: > 0 } text ? usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most > 0 ? most
        : throw new InvalidOperationException($"{name} must be a number above 0: {text}");
}
