using System.Text.Json.Nodes;
using Mingzheng.Base;
using Mingzheng.Base.Identifiers;

namespace Mingzheng.Rooms.Asking;

/// <summary>Writes an answer into the books; an answer given again supersedes the one before.</summary>
static class Answering
{
    const int Longest = 2000;

    public static void Write(RoomAct act, RoomQuestion question, RoomParticipant asked, string answer, bool? agreed, bool isPrivate)
    {
        act.Facts.Answers.FirstOrDefault(one => one.Question == question.Id && one.ParticipantId == asked.Id)?.Supersede(act.Writing.Now);
        var written = new RoomAnswer
        {
            Id = act.Writing.NewId(),
            RoomId = act.Room.Id,
            Question = question.Id,
            TextSha256 = question.Sha256,
            ParticipantId = asked.Id,
            Answer = RoomAnswer.Seal(act.CaseKey, answer),
            Agreed = agreed,
            Private = isPrivate,
            At = act.Writing.Now,
            WrittenBy = act.Me.Id,
        };
        act.Writing.Db.Add(written);
        act.Writing.Journal(isPrivate ? act.Room.PrivateStream : act.Room.Stream, "room.answered", new JsonObject
        {
            ["agreed"] = agreed,
            ["answer"] = written.Sha256,
            ["participant"] = $"{asked.Id:D}",
            ["question"] = question.Id,
            ["text"] = question.Sha256,
        });
    }

    public static void RefuseIfLong(string? answer) =>
        Refuse.If(answer is { Length: > Longest } ? new Refusal("ANSWER_EMPTY_OR_LONG", "AW-Q", Longest) { Field = "answer" } : null);

    public static string RefuseUnlessGood(string? answer)
    {
        var text = answer?.Trim() ?? "";
        Refuse.If(text.Length is > 0 and <= Longest ? null : new Refusal("ANSWER_EMPTY_OR_LONG", "AW-Q", Longest) { Field = "answer" });
        Refuse.If(WrittenForm.IsReadable(text) ? null : new Refusal("TEXT_UNREADABLE", "AW-Q") { Field = "answer" });
        return text;
    }
}
