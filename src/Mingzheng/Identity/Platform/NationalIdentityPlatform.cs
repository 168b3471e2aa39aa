using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Mingzheng.Base;

namespace Mingzheng.Identity.Platform;

/// <summary>The identity platform over HTTP: the face as the raw body, everything else in a signed header.</summary>
public sealed class NationalIdentityPlatform(NationalIdentityPlatformOptions options, TimeProvider clock) : IIdentityPlatform, IDisposable
{
    static readonly string[] FaceRefusals = ["not-a-jpeg", "too-large"];

    readonly OutsideServiceClient client =
        new(NationalIdentityPlatformOptions.Service, options.BaseUrl, options.Timeout, options.Sandboxed);

    public async Task<IdentityAnswer> Compare(IdentityQuestion question, ReadOnlyMemory<byte> face, CancellationToken cancellation)
    {
        if (face.IsEmpty || face.Length > IIdentityPlatform.LargestFace)
        {
            return Unanswered(question, IdentityOutcome.UnusableFace, face.IsEmpty ? "empty" : "too-large");
        }

        try
        {
            var reply = await client.SendSigned(
                HttpMethod.Post, "identity/v1/comparisons", Facts(question), face, "application/octet-stream", options.Key, cancellation);
            return Understood(question, reply);
        }
        catch (OutsideServiceRefusedException refusal)
        {
            var outcome = FaceRefusals.Contains(refusal.Code) ? IdentityOutcome.UnusableFace : IdentityOutcome.Unavailable;
            return Unanswered(question, outcome, refusal.Code);
        }
        catch (OutsideServiceUnavailableException failure)
        {
            return Unanswered(question, IdentityOutcome.Unavailable, failure.Reason);
        }
    }

    public void Dispose() => client.Dispose();

    static JsonObject Facts(IdentityQuestion question) => new()
    {
        ["purpose"] = "identity.comparison",
        ["transaction"] = question.Transaction.ToString(),
        ["name"] = question.Name,
        ["documentType"] = Word(question.DocumentType),
        ["documentNumber"] = question.DocumentNumber,
    };

    static string Word(IdentityDocumentType type) => type switch
    {
        IdentityDocumentType.HongKongIdentityCard => "hong-kong-identity-card",
        IdentityDocumentType.MainlandResidentId => "mainland-resident-id",
        IdentityDocumentType.ResidencePermit => "residence-permit",
        IdentityDocumentType.MainlandTravelPermit => "mainland-travel-permit",
        IdentityDocumentType.TaiwanTravelPermit => "taiwan-travel-permit",
        IdentityDocumentType.Passport => "passport",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    // An answer that differs in anything from what was agreed, or that belongs to another question, says nothing.
    static IdentityAnswer Understood(IdentityQuestion question, OutsideServiceReply reply)
    {
        var comparison = reply.Read<Comparison>(JsonSerializerOptions.Web);
        IdentityOutcome? outcome = comparison.Result switch
        {
            "match" => IdentityOutcome.Match,
            "mismatch" => IdentityOutcome.Mismatch,
            "unknown-document" => IdentityOutcome.UnknownDocument,
            _ => null,
        };
        ScoreBand? band = comparison.ScoreBand switch
        {
            "high" => ScoreBand.High,
            "middle" => ScoreBand.Middle,
            "low" => ScoreBand.Low,
            _ => null,
        };
        var ours = comparison.Transaction == question.Transaction.ToString() && !string.IsNullOrEmpty(comparison.ProviderTransaction);
        var complete = outcome is not null && (outcome is not IdentityOutcome.Match || band is not null) && comparison.At is not null;
        return ours && complete
            ? new IdentityAnswer(question.Transaction, outcome!.Value, comparison.ProviderTransaction, band, comparison.At!.Value, null)
            : throw reply.Unreadable();
    }

    IdentityAnswer Unanswered(IdentityQuestion question, IdentityOutcome outcome, string fault) =>
        new(question.Transaction, outcome, null, null, clock.GetUtcNow(), fault);

    sealed record Comparison(
        string? Transaction,
        string? ProviderTransaction,
        string? Result,
        [property: JsonPropertyName("score-band")] string? ScoreBand,
        DateTimeOffset? At);
}
