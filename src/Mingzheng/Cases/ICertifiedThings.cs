using Mingzheng.Base.Database;

namespace Mingzheng.Cases;

/// <summary>What a certificate of this court stands for. Nothing in it names a person (AW-32).</summary>
/// <param name="Number">The number of the certificate.</param>
/// <param name="RoomId">The room in which its documents were signed.</param>
/// <param name="Stream">The stream of the matter; beside the room's own it tells of the documents.</param>
/// <param name="Since">From when what is certified has effect.</param>
/// <param name="Until">When it runs out by itself.</param>
/// <param name="Ended">When it was ended earlier.</param>
public sealed record CertifiedThing(
    string Number, Guid CaseId, Guid RoomId, string Stream, DateTimeOffset Since, DateTimeOffset? Until, DateTimeOffset? Ended);

/// <summary>A capability that issues certificates tells the public check through this what they stand for.</summary>
public interface ICertifiedThings
{
    /// <param name="codeHash">The keyed hash of the code on the certificate, kind <see cref="CodeKind"/>.</param>
    Task<CertifiedThing?> ByCode(CourtDb db, byte[] codeHash, CancellationToken stop);

    /// <summary>The stream of the matter for which a room was held; null when the room was held for another capability.</summary>
    Task<string?> StreamOf(CourtDb db, Guid room, CancellationToken stop);

    /// <summary>The kind under which codes are hashed.</summary>
    const string CodeKind = "verification-code";
}
