namespace Mingzheng.Sandboxes;

/// <summary>What the command line may set. Nothing else configures the sandboxes: they must not pick up the settings of a court
/// that runs beside them.</summary>
/// <param name="Data">Folder of the state that survives a restart: the keys of the authorities and the list of keys certified.</param>
/// <param name="AppId">Name under which the court signs its requests.</param>
/// <param name="Secret">Secret under which the court signs its requests.</param>
/// <param name="RegistersUnknown">Whether a person with a valid document number is taken into the register on first sight.</param>
/// <param name="SmtpPort">Port of the mail receiver on 127.0.0.1; 0 takes a free one.</param>
sealed record SandboxOptions(string Data, string AppId, string Secret, bool RegistersUnknown, int SmtpPort)
{
    public const string DefaultAppId = "court";
    public const string DefaultSecret = "sandbox-secret-for-development-only";

    public static SandboxOptions From(IConfiguration arguments) => new(
        arguments["data"] ?? Path.Combine("data", "sandboxes"),
        arguments["app-id"] ?? DefaultAppId,
        arguments["secret"] ?? DefaultSecret,
        arguments.GetValue("register-unknown", true),
        arguments.GetValue("smtp-port", 0));
}
