using System.Text.Json.Serialization;
using Mingzheng.Sandboxes.Control;
using Mingzheng.Sandboxes.Requests;

namespace Mingzheng.Sandboxes.Identity;

/// <summary>The national identity platform: compares a name, a document and a face, and keeps no face.</summary>
static class IdentityEndpoints
{
    const int LargestFace = 2 * 1024 * 1024;

    public static void MapIdentity(this IEndpointRouteBuilder routes)
    {
        var transactions = new Transactions();
        routes.MapGroup("/identity/v1").UnderSwitch(Switchboard.Identity).MapPost(
            "/comparisons",
            async (HttpContext context, SignedRequests signed, PopulationRegister register, TimeProvider clock) =>
            {
                using var request = await signed.Read(context, "identity.comparison", LargestFace);
                return Compare(request, transactions, register, clock.GetUtcNow());
            });
        routes.MapPut("/control/identity/people", (RegisteredPerson person, PopulationRegister register) =>
        {
            if (!DocumentNumber.IsValid(person.DocumentType, DocumentNumber.Normal(person.DocumentNumber)))
            {
                throw RequestRefusedException.Unreadable("documentNumber", $"a valid number of {string.Join(", ", DocumentNumber.Kinds)}");
            }

            register.Register(person);
            return Results.NoContent();
        });
    }

    static Comparison Compare(
        SignedRequest request, Transactions transactions, PopulationRegister register, DateTimeOffset now)
    {
        if (!JpegImage.IsWellFormed(request.Body))
        {
            throw new RequestRefusedException(StatusCodes.Status422UnprocessableEntity, "not-a-jpeg", "The face is not a JPEG picture.");
        }

        var transaction = request.Fact("transaction", 64);
        var person = new RegisteredPerson(request.Fact("documentType", 40), request.Fact("documentNumber", 40), request.Fact("name"));
        if (!transactions.Begin(transaction))
        {
            throw new RequestRefusedException(StatusCodes.Status409Conflict, "transaction-used", "The transaction was used before.");
        }

        var differs = request.Body.IndexOf("MISMATCH"u8) >= 0;
        var (result, band) = register.Find(person) switch
        {
            RegisterFinding.SamePerson => differs ? ("mismatch", "low") : ("match", "high"),
            RegisterFinding.OtherName => ("mismatch", "low"),
            RegisterFinding.UnknownDocument => ("unknown-document", (string?)null),
            var finding => throw new InvalidOperationException($"No such finding: {finding}"),
        };
        return new Comparison(transaction, $"NIP-{Guid.CreateVersion7(now):N}", result, band, now);
    }

    sealed record Comparison(
        string Transaction,
        string ProviderTransaction,
        string Result,
        [property: JsonPropertyName("score-band")] string? ScoreBand,
        DateTimeOffset At);
}
