using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Mingzheng.Base;

namespace Mingzheng.Identity.Lawyers;

/// <summary>The register of lawyers over HTTP.</summary>
public sealed class NationalLawyerRegistry(NationalLawyerRegistryOptions options, TimeProvider clock) : ILawyerRegistry, IDisposable
{
    static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    readonly OutsideServiceClient client =
        new(NationalLawyerRegistryOptions.Service, options.BaseUrl, options.Timeout, options.Sandboxed);

    public async Task<LicenceAnswer> Find(string licenceNumber, IdentityDocument? holder, CancellationToken cancellation)
    {
        try
        {
            var facts = new JsonObject
            {
                ["purpose"] = "lawyers.licence",
                ["transaction"] = Guid.CreateVersion7(clock.GetUtcNow()).ToString(),
                ["number"] = licenceNumber,
            };
            if (holder is not null)
            {
                facts["holder"] = DigestOf(holder);
            }

            var path = $"lawyers/v1/licences/{Uri.EscapeDataString(licenceNumber)}";
            var reply = await client.SendSigned(
                HttpMethod.Get, path, facts, ReadOnlyMemory<byte>.Empty, mediaType: null, options.Key, cancellation);
            var licence = reply.Read<LawyerLicence>(Format);
            return licence.Number == licenceNumber
                ? new LicenceAnswer(LicenceOutcome.Registered, licence, clock.GetUtcNow(), null)
                : throw reply.Unreadable();
        }
        catch (OutsideServiceRefusedException refusal)
        {
            return refusal.Code == "unknown-licence"
                ? new LicenceAnswer(LicenceOutcome.Unknown, null, clock.GetUtcNow(), null)
                : Unavailable(refusal.Code);
        }
        catch (OutsideServiceUnavailableException failure)
        {
            return Unavailable(failure.Reason);
        }
    }

    /// <summary>Keyed by the shared secret: the facts travel in a header, where a number must not be found by trying all.</summary>
    string DigestOf(IdentityDocument document) => Convert.ToHexStringLower(HMACSHA256.HashData(
        Encoding.UTF8.GetBytes(options.Key.Secret), Encoding.UTF8.GetBytes($"{DocumentTypes.Word(document.Type)}\n{document.Normal}")));

    public void Dispose() => client.Dispose();

    LicenceAnswer Unavailable(string fault) => new(LicenceOutcome.Unavailable, null, clock.GetUtcNow(), fault);
}
