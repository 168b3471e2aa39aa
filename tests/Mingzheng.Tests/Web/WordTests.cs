using System.Text.Json;
using System.Text.RegularExpressions;
using Mingzheng.Tests.Proof;
using Mingzheng.Web;
using Mingzheng.Witnessing;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Web;

public sealed partial class WordTests
{
    static readonly WordBook Book = new();

    [Fact]
    public void Every_word_exists_in_every_language()
    {
        foreach (var language in Language.All)
        {
            Book.All(Language.SimplifiedChinese).Keys.Except(Book.All(language).Keys).ShouldBeEmpty($"missing in {language.Tag}");
            Book.All(language).Keys.Except(Book.All(Language.SimplifiedChinese).Keys).ShouldBeEmpty($"only in {language.Tag}");
        }
    }

    [Fact]
    public void A_translation_has_the_same_placeholders()
    {
        foreach (var (key, text) in Book.All(Language.SimplifiedChinese))
        {
            foreach (var language in Language.All)
            {
                Placeholders(Book.All(language)[key]).ShouldBe(Placeholders(text), $"{key} in {language.Tag}");
            }
        }
    }

    [Fact]
    public void No_word_is_written_twice()
    {
        foreach (var language in Language.All)
        {
            Directory.GetFiles(Checkout.File($"src/Mingzheng/Web/Words/{language.Tag}"), "*.json")
                .SelectMany(file => JsonDocument.Parse(File.ReadAllText(file)).RootElement.EnumerateObject().Select(word => word.Name))
                .GroupBy(key => key)
                .Where(keys => keys.Count() > 1)
                .Select(keys => keys.Key)
                .ShouldBeEmpty($"written twice in {language.Tag}");
        }
    }

    [Fact]
    public void No_word_is_empty()
    {
        Language.All.SelectMany(language => Book.All(language)).Where(word => string.IsNullOrWhiteSpace(word.Value)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_word_that_a_screen_uses_is_written()
    {
        Sources("*.razor", "*.cs").SelectMany(source => MissingKeys(source.Text).Select(key => $"{source.Path}: {key}")).ShouldBeEmpty();
    }

    [Fact]
    public void Every_refusal_can_be_said()
    {
        Sources("*.cs").SelectMany(source => RefusalCode().Matches(source.Text)
                .Select(match => match.Groups["code"].Value)
                .Where(code => !Book.All(Language.SimplifiedChinese).ContainsKey($"refusal.{code}"))
                .Select(code => $"{source.Path}: refusal.{code}"))
            .ShouldBeEmpty();
    }

    /// <summary>Words whose keys are made of the ids of the procedure; no sentence shows an id (AW-R2).</summary>
    [Fact]
    public void Every_step_and_every_reason_for_stopping_has_a_word()
    {
        WitnessingProcedure.Steps.Steps.Select(step => $"rooms.step.{step.Id}").Concat(WitnessingProcedure.StopReasons.Select(code => $"rooms.stop.{code}"))
            .Where(key => !Book.All(Language.SimplifiedChinese).ContainsKey(key)).ShouldBeEmpty();
    }

    [Fact]
    public void A_refusal_names_steps_in_the_language_of_the_reader()
    {
        var refusal = WitnessingProcedure.Steps.MayDo("identity-agent", new HashSet<string> { "opening", "roll-call" })!;
        Book.In(Language.English).Of(refusal).ShouldContain("identity of the principal");
        Book.In(Language.SimplifiedChinese).Of(refusal).ShouldContain("核验委托人身份");
    }

    [Fact]
    public void A_refusal_of_which_only_the_code_is_known_is_said_with_its_places_open() =>
        Book.In(Language.English).OfCode("FACE_MISMATCH").ShouldNotContain("{0}");

    /// <summary>People are told never to give away the one-time code, and to hand on the verification code: no word mixes the two up.</summary>
    [Fact]
    public void The_code_on_a_certificate_is_never_called_like_the_secret_one()
    {
        foreach (var (language, secret) in new[] { (Language.SimplifiedChinese, "验证码"), (Language.TraditionalChinese, "驗證碼") })
        {
            Book.All(language).Where(word => word.Value.Contains(secret, StringComparison.Ordinal)).Select(word => word.Key)
                .ShouldAllBe(key => key.StartsWith("identity.", StringComparison.Ordinal) || key.StartsWith("refusal.CODE_", StringComparison.Ordinal)
                    || key.StartsWith("notices.code.", StringComparison.Ordinal) || key == "witnessing.guide.step-1-text"
                    || key.StartsWith("desk.", StringComparison.Ordinal) || key.StartsWith("development.", StringComparison.Ordinal));
            Book.All(language).Values.ShouldAllBe(word => !word.Contains("核验码") && !word.Contains("核驗碼"));
        }
    }

    /// <summary>One written form each, as Hong Kong writes it: a word that changes its form from page to page is taken for another thing.</summary>
    [Theory]
    [InlineData("視頻", "視像")]
    [InlineData("錄像", "錄影")]
    [InlineData("檔案", "文件")]
    [InlineData("説", "說")]
    [InlineData("裡", "裏")]
    [InlineData("“", "「")]
    [InlineData("”", "」")]
    public void Traditional_Chinese_has_one_form_for_one_word(string other, string form) => Book.All(Language.TraditionalChinese)
        .Where(word => word.Value.Contains(other, StringComparison.Ordinal)).Select(word => $"{word.Key}: write {form}").ShouldBeEmpty();

    [Fact]
    public void Every_word_that_a_script_uses_is_written()
    {
        var scripts = Directory.GetFiles(Checkout.File("src/Mingzheng/wwwroot/js"), "*.js");
        scripts.ShouldNotBeEmpty();
        scripts.SelectMany(script => ScriptWord().Matches(File.ReadAllText(script)).Select(match => $"js.{match.Groups["key"].Value}"))
            .Where(key => !Book.All(Language.SimplifiedChinese).ContainsKey(key))
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_screen_that_uses_an_unwritten_word_is_found_out()
    {
        MissingKeys("""<p>@W["web.skip"] @W["no.such.word", 1] @W[$"no.such.{kind}"]</p>""").ShouldBe(["no.such.word", "no.such.*"]);
    }

    [Theory]
    [InlineData(null, null, "zh-Hans")]
    [InlineData(null, "zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans")]
    [InlineData(null, "zh-HK,zh;q=0.9", "zh-Hant")]
    [InlineData(null, "zh-TW", "zh-Hant")]
    [InlineData(null, "zh-MO", "zh-Hant")]
    [InlineData(null, "zh-Hans-HK", "zh-Hans")]
    [InlineData(null, "yue-HK", "zh-Hant")]
    [InlineData(null, "fr-CA, en;q=0.5, zh;q=0.4", "en")]
    [InlineData(null, "de", "zh-Hans")]
    [InlineData("en", "zh-HK", "en")]
    [InlineData("xx", "zh-HK", "zh-Hant")]
    public void The_language_is_the_chosen_one_else_the_browsers_else_simplified_Chinese(string? cookie, string? accept, string expected)
    {
        var context = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        context.Request.Headers.Cookie = cookie is null ? "" : $"{Language.Cookie}={cookie}";
        context.Request.Headers.AcceptLanguage = accept ?? "";
        Language.Of(context.Request).Tag.ShouldBe(expected);
    }

    static IEnumerable<string> MissingKeys(string source)
    {
        var words = Book.All(Language.SimplifiedChinese);
        foreach (Match match in UsedKey().Matches(source))
        {
            var key = match.Groups["key"].Value;
            var prefix = key.IndexOf('{', StringComparison.Ordinal);
            if (prefix < 0 && key.Contains('.', StringComparison.Ordinal) && !words.ContainsKey(key))
            {
                yield return key;
            }
            else if (prefix > 0 && !words.Keys.Any(word => word.StartsWith(key[..prefix], StringComparison.Ordinal)))
            {
                yield return $"{key[..prefix]}*";
            }
        }
    }

    static IEnumerable<(string Path, string Text)> Sources(params string[] patterns)
    {
        var root = Checkout.File("src/Mingzheng");
        return patterns
            .SelectMany(pattern => Directory.EnumerateFiles(root, pattern, SearchOption.AllDirectories))
            .Select(path => (Path: Path.GetRelativePath(root, path), File: path))
            .Where(source => !source.Path.StartsWith("bin", StringComparison.Ordinal) && !source.Path.StartsWith("obj", StringComparison.Ordinal))
            .Select(source => (source.Path, File.ReadAllText(source.File)));
    }

    static string[] Placeholders(string text) =>
        [.. Placeholder().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>W["key"], words["key", ...], W[$"prefix.{part}"], and a key passed to Words as a constant in a switch.</summary>
    [GeneratedRegex("""\b(?:W|words|Words)\[\$?"(?<key>[^"]+)["]""")]
    private static partial Regex UsedKey();

    [GeneratedRegex("""(?:new\s+Refusal|Refuse\.NotFound|Refusal\s+\w+\s*=\s*new)\(\s*"(?<code>[A-Z][A-Z0-9_]*)["]""")]
    private static partial Regex RefusalCode();

    [GeneratedRegex("""\bword\((?:[^()']*\? )?'(?<key>[a-z-]+)'""")]
    private static partial Regex ScriptWord();

    [GeneratedRegex("""\{\d\}""")]
    private static partial Regex Placeholder();
}
