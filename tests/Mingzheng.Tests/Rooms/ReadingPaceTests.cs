using Mingzheng.Base.Database;
using Mingzheng.Rooms.Reading;
using Mingzheng.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Rooms;

/// <summary>A button pressed through a text is no reading aloud (AW-06, AW-07).</summary>
[Trait("kind", "court")]
public sealed class ReadingPaceTests
{
    static readonly DateTimeOffset Begun = DateTimeOffset.UnixEpoch;

    [Theory]
    [InlineData("", 0)]
    [InlineData("一、委托人自愿委托。", 8)]
    [InlineData("欧阳𠮷娜", 4)]
    [InlineData("2026年9月17日", 10)]
    [InlineData("O'Brien <b>", 6)]
    [InlineData("Nathan Road 12號", 7)]
    [InlineData("（）——，。！", 0)]
    public void AW_06_What_is_spoken_is_measured_in_Chinese_characters(string text, int letters) => ReadingPace.Letters(text).ShouldBe(letters);

    [Theory]
    [InlineData(20, 20, 0, 1)]
    [InlineData(20, 20, 999, 1)]
    [InlineData(20, 20, 1000, null)]
    [InlineData(100, 20, 1500, 4)]
    [InlineData(100, 10, 1500, 9)]
    [InlineData(100, 20, 60_000, null)]
    [InlineData(0, 20, 0, null)]
    public void AW_06_A_clause_needs_the_time_that_the_fastest_tongue_needs(int characters, double fastest, int milliseconds, int? secondsMissing)
    {
        var refusal = new ReadingPace(fastest).Objection(new string('读', characters), Begun, Begun.AddMilliseconds(milliseconds));
        refusal?.Code.ShouldBe("READ_TOO_FAST");
        refusal?.Args.Single().ShouldBe(secondsMissing);
        (refusal is null).ShouldBe(secondsMissing is null);
    }

    [Theory, DatabaseData]
    public async Task AW_06_Who_only_presses_the_button_is_told_to_read_and_nothing_is_marked(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind, settings: ["Rooms:FastestReading=0.5"]);
        var session = scene.Session;
        await session.RunUntil("commitment-reading");
        await session.Media.Beat($"{session.RoomId:D}");
        var begin = Session.Forms(await session.Principal.Get(session.Room), $"{session.Room}/documents/").Single();
        (await session.Judge.Get(session.Room)).Readable.ShouldContain("陳大文 还没有开始朗读，共");
        var page = await session.Press(session.Principal, begin);
        (await session.Judge.Get(session.Room)).Readable.ShouldContain("陳大文 正在朗读：第 1 条，共");
        var marks = System.Text.RegularExpressions.Regex.Match(page.Text, "data-marks=\"([^\"]+)\"").Groups[1].Value;
        var refused = await session.Principal.Post(marks, ("clause", "1"));

        refused.Refusal.ShouldBe("READ_TOO_FAST");
        refused.Readable.ShouldContain("至少还需要");
        (await session.Principal.Get(session.Room)).Text.ShouldContain("data-first=\"1\"");
        (await session.Court.EntriesOf($"room:{session.RoomId:D}")).ShouldNotContain(entry => entry.Kind == "room.clause-read");
    }
}
