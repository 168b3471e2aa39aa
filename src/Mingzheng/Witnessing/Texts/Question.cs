using System.Text.Json.Serialization;

namespace Mingzheng.Witnessing.Texts;

/// <summary>Who answers a question of the judge.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AskedOf>))]
public enum AskedOf
{
    [JsonStringEnumMemberName("principal")]
    Principal,

    [JsonStringEnumMemberName("agent")]
    Agent,
}

/// <summary>What kind of answer a question takes.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AnswerKind>))]
public enum AnswerKind
{
    /// <summary>Free words, typed by the court as spoken.</summary>
    [JsonStringEnumMemberName("text")]
    Text,

    [JsonStringEnumMemberName("yes-no")]
    YesNo,

    /// <summary>Yes or no, once for each special power granted; the text holds the place <c>{power}</c>.</summary>
    [JsonStringEnumMemberName("per-power")]
    PerPower,
}

/// <summary>A question of the script, by its stable id (<c>Q-1</c>).</summary>
/// <param name="Topic">A few words for a list.</param>
/// <param name="Mandatory">Signing is locked until it is answered.</param>
/// <param name="AloneWithPrincipal">Asked while the agent neither sees nor hears the room.</param>
/// <param name="OnlyOrganizations">Asked only of a person who acts for an organization.</param>
/// <param name="Expected">"yes" or "no" when the other answer must make the judge stop and ask further; null when either is in order.</param>
public sealed record Question(
    string Id,
    string? Topic,
    string Text,
    AskedOf AskedOf,
    AnswerKind Answer,
    bool Mandatory,
    bool AloneWithPrincipal,
    bool OnlyOrganizations,
    string? Expected);
