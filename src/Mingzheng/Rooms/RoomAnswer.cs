using System.Security.Cryptography;
using Mingzheng.Objects;

namespace Mingzheng.Rooms;

/// <summary>
/// An answer given in the room: to a question of the script, to a notice, for one power, or the judge's confirmation of a paper.
/// </summary>
public sealed class RoomAnswer
{
    const string AnswerColumn = "room_answers.answer";

    public required Guid Id { get; init; }

    public required Guid RoomId { get; init; }

    /// <summary>"Q-5", "Q-10:S4", "notice", "paper:principal".</summary>
    public required string Question { get; init; }

    /// <summary>The digest of the very text that was shown, so that the record can prove what was asked.</summary>
    public required string TextSha256 { get; init; }

    /// <summary>Who answered.</summary>
    public required Guid ParticipantId { get; init; }

    /// <summary>Sealed under the case's key.</summary>
    public required byte[] Answer { get; init; }

    /// <summary>Of the sealed bytes: it binds the court to the answer and, by the nonce in them, lets nobody try out short answers.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Answer));

    /// <summary>For yes-or-no questions.</summary>
    public bool? Agreed { get; init; }

    /// <summary>Given while the judge was alone with the person.</summary>
    public required bool Private { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Guid WrittenBy { get; init; }

    public DateTimeOffset? SupersededAt { get; private set; }

    public static byte[] Seal(DataKey key, string answer) => key.Seal(AnswerColumn, answer);

    public string AnswerUnder(DataKey key) => key.Open(AnswerColumn, Answer);

    public void Supersede(DateTimeOffset now) => SupersededAt = now;
}
