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

    public async Task<LicenceAnswer> Find(string licenceNumber, CancellationToken cancellation)
    {
        try
        {
            var facts = new JsonObject
            {
                ["purpose"] = "lawyers.licence",
                ["transaction"] = Guid.CreateVersion7(clock.GetUtcNow()).ToString(),
                ["number"] = licenceNumber,
            };
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

    public void Dispose() => client.Dispose();

    LicenceAnswer Unavailable(string fault) => new(LicenceOutcome.Unavailable, null, clock.GetUtcNow(), fault);
}
