using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mingzheng.Witnessing.Texts;

/// <summary>A legal text as it lies on disk: <c>Data/ID/VERSION.LANGUAGE.json</c>.</summary>
sealed record LegalTextFile(
    string Id,
    string Version,
    string Language,
    DateOnly? EffectiveFrom,
    string? TranslationOf,
    string Title,
    IReadOnlyList<LegalTextFile.ClauseFields> Clauses)
{
    static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = false,
        RespectNullableAnnotations = true,
    };

    [JsonIgnore]
    public string Sha256 { get; private init; } = "";

    public static LegalTextFile Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        try
        {
            var file = JsonSerializer.Deserialize<LegalTextFile>(bytes, Strict) ?? throw new JsonException("The file is empty.");
            return file with { Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)) };
        }
        catch (JsonException fault)
        {
            throw new LegalTextException($"{path} is not a legal text: {fault.Message}", fault);
        }
    }

    public LegalText ToText(DateOnly effectiveFrom) => new(
        Id, Version, Language, effectiveFrom, Title, [.. Clauses.Select(clause => clause.ToClause())], Sha256, TranslationOf);

    /// <summary>A clause with the fields that only a question of the script has.</summary>
    internal sealed record ClauseFields(
        string Id,
        string? Heading,
        string Text,
        AskedOf? Asked = null,
        AnswerKind? Answer = null,
        bool Mandatory = false,
        bool Alone = false,
        bool OnlyOrganizations = false,
        string? Expected = null)
    {
        public Clause ToClause() => new(Id, Heading, Text);
    }
}
