using System.Security.Cryptography;
using System.Text;
using Mingzheng.Base;
using Mingzheng.Documents;

namespace Mingzheng.Rooms.Signing;

/// <summary>What must be true before a person may sign a document in a room. Pure: facts and time are passed in.</summary>
static class SigningGuard
{
    /// <exception cref="RefusedException">What is missing.</exception>
    public static SigningStep RefuseUnlessMayBegin(RoomFacts facts, Procedure procedure, RoomParticipant me, Document document, DateTimeOffset now)
    {
        var step = procedure.SigningOf(document.Kind) ?? throw Refuse.NotFound();
        facts.Room.RefuseUnlessOpen();
        Refuse.If(document.IsLive ? null : Conflict("DOCUMENT_SUPERSEDED", "V-4"));
        Refuse.If(procedure.MayDo(step.Id, facts.Done));
        Refuse.If(facts.NextSigner(document, step) == me.Role ? null : Conflict("NOT_YOUR_TURN", "AW-R2"));
        Refuse.If(ReadOf(facts, procedure, document));
        Refuse.If(PresenceRule.Objection(facts, me, PresenceRule.Needed(procedure, step), now));
        return step;
    }

    /// <summary>Binds the proof of possession to this revision of this document and this person.</summary>
    public static byte[] Challenge(Document document, Guid account) => SHA256.HashData(Encoding.UTF8.GetBytes(
        $"mingzheng/signing-challenge/v1\n{document.Id:D}\n{document.Sha256}\n{account:D}\n"));

    /// <summary>Invariant 1: no signature without a completed reading of the same text.</summary>
    static Refusal? ReadOf(RoomFacts facts, Procedure procedure, Document document)
    {
        if (procedure.ReadingOf(document.Kind) is null)
        {
            return null;
        }

        var reading = facts.ReadingOf(document);
        return reading is { FinishedAt: not null } && reading.TextSha256 == document.TextSha256
            ? null
            : Conflict("READ_FIRST", "AW-R2");
    }

    static Refusal Conflict(string code, string rule) => new(code, rule) { Status = StatusCodes.Status409Conflict };
}
