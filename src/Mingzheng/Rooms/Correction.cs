namespace Mingzheng.Rooms;

/// <summary>What somebody present asked to have corrected in a document before it is signed (CPL 150).</summary>
/// <param name="Version">Of the document in which it was asked for; the next one prints the request.</param>
public sealed record Correction(Guid ParticipantId, int Version, string Text);
