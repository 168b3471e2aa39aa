using Mingzheng.Base;
using Mingzheng.Web;

namespace Mingzheng.Witnessing.Texts;

/// <summary>
/// All legal texts of witnessing, read once at start. A text that does not hold together stops the start: a translation
/// must be pinned to the digest of the Chinese text it translates and have the same clauses and the same places for facts.
/// </summary>
public sealed class LegalTexts
{
    /// <summary>The language that prevails.</summary>
    public const string Authoritative = "zh-Hans";

    readonly Dictionary<(string Id, string Version, string Language), LegalText> texts = [];
    readonly Dictionary<(string Id, string Version), LegalTextFile> originals = [];

    LegalTexts()
    {
    }

    /// <summary>Where the texts lie beside the program.</summary>
    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, "Witnessing", "Texts", "Data");

    /// <exception cref="LegalTextException">A file is not well formed or a translation does not match its original.</exception>
    public static LegalTexts Load(string folder)
    {
        var loaded = new LegalTexts();
        var files = Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => (Path: path, File: LegalTextFile.Read(path))).ToList();
        foreach (var (path, file) in files.Where(found => found.File.Language == Authoritative))
        {
            loaded.AddOriginal(path, file);
        }

        foreach (var (path, file) in files.Where(found => found.File.Language != Authoritative))
        {
            loaded.AddTranslation(path, file);
        }

        return loaded;
    }

    /// <summary>The version in force on a legal date (Beijing).</summary>
    /// <exception cref="LegalTextException">There is none, or not in this language.</exception>
    public LegalText InForce(string id, string language, DateOnly on)
    {
        var original = OriginalInForce(id, on);
        return Version(id, original.Version, language);
    }

    /// <summary>The text to which a form agreed: the one in force, in the language in which the form drew it.</summary>
    /// <exception cref="RefusedException">TEXT_CHANGED when the form drew another.</exception>
    public LegalText Agreed(string id, IReadOnlyCollection<DrawnText> drawn, DateOnly on, string field)
    {
        var text = InForce(id, DrawnText.LanguageOf(drawn, id).Tag, on);
        Refuse.If(text.Drawn.ObjectionTo(drawn, field));
        return text;
    }

    /// <summary>A given version, in force or not: what was shown then is shown again now.</summary>
    /// <exception cref="LegalTextException">There is no such text.</exception>
    public LegalText Version(string id, string version, string language) =>
        texts.TryGetValue((id, version, language), out var text)
            ? text
            : throw new LegalTextException($"There is no text {id} version {version} in {language}.");

    /// <summary>The question script in force, in its order.</summary>
    public IReadOnlyList<Question> Questions(string language, DateOnly on)
    {
        var original = OriginalInForce(LegalTextId.QuestionScript, on);
        var shown = Version(original.Id, original.Version, language);
        return [.. original.Clauses.Select(fields => Ask(fields, shown[fields.Id]))];
    }

    static Question Ask(LegalTextFile.ClauseFields fields, Clause shown) => new(
        fields.Id,
        shown.Heading,
        shown.Text,
        fields.Asked ?? throw new LegalTextException($"{fields.Id} does not say who is asked."),
        fields.Answer ?? throw new LegalTextException($"{fields.Id} does not say what kind of answer it takes."),
        fields.Mandatory,
        fields.Alone,
        fields.OnlyOrganizations,
        fields.Expected);

    LegalTextFile OriginalInForce(string id, DateOnly on) =>
        originals.Values.Where(file => file.Id == id && file.EffectiveFrom <= on).MaxBy(file => file.EffectiveFrom)
        ?? throw new LegalTextException($"No version of {id} is in force on {on:yyyy-MM-dd}.");

    void AddOriginal(string path, LegalTextFile file)
    {
        if (file.EffectiveFrom is not { } from || file.TranslationOf is not null)
        {
            throw new LegalTextException($"{path}: an authoritative text says from when it is in force and translates nothing.");
        }

        if (!originals.TryAdd((file.Id, file.Version), file))
        {
            throw new LegalTextException($"{path}: {file.Id} version {file.Version} exists twice.");
        }

        texts.Add((file.Id, file.Version, file.Language), file.ToText(from));
    }

    void AddTranslation(string path, LegalTextFile file)
    {
        if (!originals.TryGetValue((file.Id, file.Version), out var original))
        {
            throw new LegalTextException($"{path} translates a text that is not there.");
        }

        if (file.TranslationOf != original.Sha256)
        {
            throw new LegalTextException($"{path} is pinned to {file.TranslationOf}, but the Chinese text is {original.Sha256}.");
        }

        var translation = file.ToText(original.EffectiveFrom!.Value);
        RefuseOtherShape(path, original, translation);
        if (!texts.TryAdd((file.Id, file.Version, file.Language), translation))
        {
            throw new LegalTextException($"{path}: this translation exists twice.");
        }
    }

    static void RefuseOtherShape(string path, LegalTextFile original, LegalText translation)
    {
        if (!original.Clauses.Select(clause => clause.Id).SequenceEqual(translation.Clauses.Select(clause => clause.Id)))
        {
            throw new LegalTextException($"{path} does not have the clauses of the Chinese text.");
        }

        foreach (var clause in original.Clauses.Select(fields => fields.ToClause()))
        {
            if (!clause.Places.SequenceEqual(translation[clause.Id].Places))
            {
                throw new LegalTextException($"{path}: clause {clause.Id} does not have the places of the Chinese text.");
            }
        }
    }
}
