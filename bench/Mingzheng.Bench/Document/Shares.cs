using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Mingzheng.Documents;
using Mingzheng.Signing.Issuer;
using Mingzheng.Signing.Timestamps;

namespace Mingzheng.Bench.Document;

/// <summary>Where the time of a document goes: watches what the court asks of others, and is told of its own work.</summary>
sealed class Shares
{
    public const string Typesetting = "render";
    public const string Certificates = "certificates";
    public const string Timestamps = "timestamps";
    public const string Books = "books";
    const string Rest = "sign and store";

    static readonly string[] Parts = [Typesetting, Certificates, Timestamps, Books];

    readonly List<IReadOnlyDictionary<string, double>> documents = [];
    Dictionary<string, double> current = [];

    /// <summary>Puts a watch in front of the typesetter and the authorities of a court.</summary>
    public void Watch(WebApplicationBuilder builder)
    {
        builder.Services.Replace(ServiceDescriptor.Singleton<ITypesetter>(court => new WatchedTypesetter(court.GetRequiredService<Typesetter>(), this)));
        builder.Services.Replace(ServiceDescriptor.Singleton<ICertificateIssuer>(
            court => new WatchedIssuer(ActivatorUtilities.CreateInstance<CertificateIssuer>(court), this)));
        builder.Services.Replace(ServiceDescriptor.Singleton<ITimestampAuthority>(
            court => new WatchedTimestamps(ActivatorUtilities.CreateInstance<TimestampAuthority>(court), this)));
    }

    /// <summary>Begins anew: what is told is of the last round.</summary>
    public void Forget() => documents.Clear();

    public async Task<T> Of<T>(string share, Func<Task<T>> work)
    {
        var start = Stopwatch.GetTimestamp();
        var result = await work();
        current[share] = current.GetValueOrDefault(share) + Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return result;
    }

    /// <summary>What no part accounts for is the court's own work on files and signatures, and on the store.</summary>
    public async Task<T> OfDocument<T>(Func<Task<T>> work)
    {
        current = [];
        var start = Stopwatch.GetTimestamp();
        var result = await work();
        current[Rest] = Stopwatch.GetElapsedTime(start).TotalMilliseconds - current.Values.Sum();
        documents.Add(current);
        current = [];
        return result;
    }

    /// <summary>Medians of one document.</summary>
    public override string ToString() => string.Join(", ", Parts.Append(Rest).Select(part =>
        $"{part} {Numbers.Short(Numbers.Median(documents.Select(document => document.GetValueOrDefault(part))))}"));

    sealed class WatchedTypesetter(Typesetter inner, Shares shares) : ITypesetter
    {
        public Task<Typeset> Render(string templateName, JsonObject data, CancellationToken cancel) =>
            shares.Of(Typesetting, () => inner.Render(templateName, data, cancel));
    }

    sealed class WatchedIssuer(CertificateIssuer inner, Shares shares) : ICertificateIssuer
    {
        public Task<IssuedCertificate> CertifyEvent(EventCertificateOrder order, CancellationToken cancellation) =>
            shares.Of(Certificates, () => inner.CertifyEvent(order, cancellation));

        public Task<IssuedCertificate> CertifySeal(SealCertificateOrder order, CancellationToken cancellation) => inner.CertifySeal(order, cancellation);

        public Task<string> Root(CancellationToken cancellation) => inner.Root(cancellation);
    }

    sealed class WatchedTimestamps(TimestampAuthority inner, Shares shares) : ITimestampAuthority
    {
        public Task<byte[]> Stamp(ReadOnlyMemory<byte> request, CancellationToken cancellation) =>
            shares.Of(Timestamps, () => inner.Stamp(request, cancellation));

        public Task<string> Chain(CancellationToken cancellation) => inner.Chain(cancellation);
    }
}
