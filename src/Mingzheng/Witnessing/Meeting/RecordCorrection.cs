using Mingzheng.Objects;

namespace Mingzheng.Witnessing.Meeting;

/// <summary>What somebody present asked to have corrected in the record or added to it (CPL 150).</summary>
public sealed class RecordCorrection
{
    public const string Column = "record_corrections.text";

    public required Guid Id { get; init; }

    public required Guid RoomId { get; init; }

    public required Guid ParticipantId { get; init; }

    /// <summary>Sealed under the case's key, column <see cref="Column"/>.</summary>
    public required byte[] Text { get; init; }

    /// <summary>Of the record that the request is about.</summary>
    public required int RecordVersion { get; init; }

    public required string RecordSha256 { get; init; }

    public required DateTimeOffset At { get; init; }

    public string TextUnder(DataKey key) => key.Open(Column, Text);
}
