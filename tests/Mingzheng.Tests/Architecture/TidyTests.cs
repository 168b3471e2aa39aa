using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Architecture;

/// <summary>Style is checked here, so that reviews can speak about the law. Every rule is also shown to catch something.</summary>
public sealed class TidyTests
{
    [Fact]
    public void A_source_file_is_short() => Broken(TidyRules.LongFile).ShouldBeEmpty();

    [Fact]
    public void A_method_fits_a_screen() => Broken(TidyRules.LongMethod).ShouldBeEmpty();

    [Fact]
    public void A_name_says_what_a_thing_is_for() => Broken(TidyRules.EmptyName).ShouldBeEmpty();

    [Fact]
    public void What_is_private_anyway_says_so_nowhere() => Broken(TidyRules.NeedlessWord).ShouldBeEmpty();

    [Fact]
    public void No_test_is_skipped() => Broken(TidyRules.SkippedTest).ShouldBeEmpty();

    [Fact]
    public void A_test_that_opens_a_court_says_its_kind() => Broken(TidyRules.CourtWithoutKind).ShouldBeEmpty();

    [Fact]
    public void No_file_names_a_folder_of_one_machine() => Broken(TidyRules.MachinePath).ShouldBeEmpty();

    [Fact]
    public void No_lock_file_names_a_registry() => Broken(TidyRules.PinnedRegistry).ShouldBeEmpty();

    [Fact]
    public void A_column_is_named_by_the_row_that_has_it() => Broken(TidyRules.LooseColumn).ShouldBeEmpty();

    [Fact]
    public void Nothing_is_left_unfinished() => Broken(TidyRules.Unfinished).ShouldBeEmpty();

    [Fact]
    public void A_long_file_is_caught() => TidyRules.LongFile("a.cs", new string('\n', 350) + "x").ShouldHaveSingleItem();

    [Fact]
    public void A_long_method_is_caught_and_a_long_type_is_not()
    {
        var body = string.Concat(Enumerable.Repeat("        Do();\n", 61));

        TidyRules.LongMethod("a.cs", $"class A\n{{\n    void B()\n    {{\n{body}    }}\n}}\n").ShouldBe(["a.cs:3 has a block of 61 lines"]);
    }

    [Theory]
    [InlineData("src/Utils/Dates.cs", "")]
    [InlineData("src/CaseManager.cs", "")]
    [InlineData("src/Case.cs", "public sealed class CaseHelper")]
    [InlineData("src/Case.cs", "    internal readonly record struct CaseCommon(int A)")]
    public void An_empty_name_is_caught(string file, string text) => TidyRules.EmptyName(file, text).ShouldNotBeEmpty();

    [Fact]
    public void A_name_that_only_looks_like_one_is_left() => TidyRules.EmptyName("src/Score.cs", "record Score(int A)").ShouldBeEmpty();

    [Theory]
    [InlineData("    private readonly int size;")]
    [InlineData("internal sealed class Case")]
    [InlineData("    int _size;")]
    public void A_needless_word_is_caught(string line) => TidyRules.NeedlessWord("a.cs", line).ShouldHaveSingleItem();

    [Theory]
    [InlineData("    private static partial Regex Digits();")]
    [InlineData("    public int Size { get; private set; }")]
    [InlineData("    catch (FormatException _) when (a[_] == 1)")]
    public void A_word_that_is_needed_is_left(string line) => TidyRules.NeedlessWord("a.cs", line).ShouldBeEmpty();

    [Fact]
    public void A_skipped_test_is_caught() => TidyRules.SkippedTest("ATests.cs", "[Fact(Sk" + "ip = \"later\")]").ShouldHaveSingleItem();

    [Fact]
    public void A_court_without_a_kind_is_caught()
    {
        const string open = "        await using var court = await Court" + "Host.Start();\n";
        const string kind = "[Trait(\"kind\", \"court\")]";
        static string Test(string name, string line, string trait = "") => $"    [Fact]\n{trait}    public async Task {name}()\n    {{\n{line}    }}\n";
        static string Type(string name, string members, string head = "") => $"{head}public sealed class {name}\n{{\n{members}}}\n";

        TidyRules.CourtWithoutKind("ATests.cs", Type("ATests", Test("A", open))).ShouldHaveSingleItem();
        TidyRules.CourtWithoutKind("ATests.cs", Type("ATests", Test("A", open), $"{kind}\n") + "\n" + Type("BTests", Test("B", open))).ShouldBe(["ATests.cs: B opens a court and has no kind"]);
        TidyRules.CourtWithoutKind("ATests.cs", Type("ATests", Test("A", open, $"    {kind}\n") + "\n" + Test("B", open))).ShouldBe(["ATests.cs: B opens a court and has no kind"]);
        TidyRules.CourtWithoutKind("ATests.cs", Type("ATests", Test("A", "        await Begin();\n") + $"\n    static async Task Begin()\n    {{\n{open}    }}\n"))
            .ShouldBe(["ATests.cs: A opens a court and has no kind"]);
        TidyRules.CourtWithoutKind("ATests.cs", Type("ATests", Test("A", open, $"    {kind}\n") + "\n" + Test("B", ""))).ShouldBeEmpty();
        TidyRules.CourtWithoutKind("ATests.cs", Type("ATests(Open" + "Court court)", Test("A", ""))).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_machine_path_is_caught()
    {
        TidyRules.MachinePath("a.md", "see /ho" + "me/me/notes").ShouldHaveSingleItem();
        TidyRules.MachinePath("a.js", "import '../ho" + "me/page.js'; fetch('/cases/wo" + "rk/1')").ShouldBeEmpty();
    }

    [Fact]
    public void A_pinned_registry_is_caught() =>
        TidyRules.PinnedRegistry("a/package-lock.json", "\"resolved\": \"https://registry.example/a.tgz\"").ShouldHaveSingleItem();

    [Fact]
    public void A_column_that_is_named_where_it_is_used_is_caught() =>
        TidyRules.LooseColumn("src/a.cs", "var name = key.Open(\"people.name\", one.Name);").ShouldHaveSingleItem();

    [Fact]
    public void An_unfinished_word_is_caught() => TidyRules.Unfinished("a.cs", "// TO" + "DO: later").ShouldHaveSingleItem();

    static string[] Broken(Func<string, string, IEnumerable<string>> rule)
    {
        var files = SourceTree.Files().ToArray();
        files.ShouldContain("Mingzheng.slnx");
        return [.. files.SelectMany(file => rule(file, SourceTree.Text(file)))];
    }
}
