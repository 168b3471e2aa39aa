using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mingzheng.Proof.Journal;

namespace Mingzheng.Documents;

/// <summary>
/// One clause of a text that is read aloud: the authoritative Chinese, and a translation marked as reference only. A clause that gives one
/// special power names it.
/// </summary>
public sealed record DocumentClause(string Chinese, string? Translation = null, string? Power = null);

/// <summary>The clauses of a document as they are stored and as they are proved.</summary>
public static class Clauses
{
    /// <summary>SHA-256 over the canonical JSON of the authoritative clauses, in hex.</summary>
    public static string Sha256(IEnumerable<DocumentClause> clauses) => Convert.ToHexStringLower(SHA256.HashData(
        CanonicalJson.Serialize(new JsonArray([.. clauses.Select(clause => (JsonNode)clause.Chinese)]))));

    public static string ToJson(IReadOnlyList<DocumentClause> clauses) => JsonSerializer.Serialize(clauses);

    public static IReadOnlyList<DocumentClause> FromJson(string json) => JsonSerializer.Deserialize<List<DocumentClause>>(json)!;
}
