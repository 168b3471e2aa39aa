namespace Mingzheng.Identity;

/// <summary>A person known to this installation. What names the person is sealed under the person's key, see <see cref="Accounts"/>.</summary>
public sealed class Account
{
    public required Guid Id { get; init; }

    public required byte[] Name { get; set; }

    public byte[]? Phone { get; init; }

    public byte[]? PhoneHash { get; init; }

    public byte[]? Mail { get; init; }

    public byte[]? MailHash { get; init; }

    /// <summary>Tag of the language in which the court writes to this person: "zh-Hans", "zh-Hant" or "en".</summary>
    public required string Language { get; set; }

    /// <summary>IANA name of the zone whose clock stands beside Beijing time.</summary>
    public required string TimeZone { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The stream of what this person did and what was established about them.</summary>
    public string Stream => StreamOf(Id);

    public static string StreamOf(Guid account) => $"account:{account:D}";
}
