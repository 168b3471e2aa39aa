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
    public const string Whole = "whole";

    readonly Dictionary<string, double> milliseconds = [];
    int documents;

    /// <summary>Puts a watch in front of the typesetter and the authorities of a court.</summary>
    public void Watch(WebApplicationBuilder builder)
    {
        builder.Services.Replace(ServiceDescriptor.Singleton<ITypesetter>(court => new WatchedTypesetter(court.GetRequiredService<Typesetter>(), this)));
        builder.Services.Replace(ServiceDescriptor.Singleton<ICertificateIssuer>(
            court => new WatchedIssuer(ActivatorUtilities.CreateInstance<CertificateIssuer>(court), this)));
        builder.Services.Replace(ServiceDescriptor.Singleton<ITimestampAuthority>(
            court => new WatchedTimestamps(ActivatorUtilities.CreateInstance<TimestampAuthority>(court), this)));
    }

    public void Forget()
    {
        milliseconds.Clear();
        documents = 0;
    }

    public async Task<T> Of<T>(string share, Func<Task<T>> work)
    {
        var start = Stopwatch.GetTimestamp();
        var result = await work();
        milliseconds[share] = milliseconds.GetValueOrDefault(share) + Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        documents += share == Whole ? 1 : 0;
        return result;
    }

    /// <summary>Means of one document: what is left is the court's own work on files and signatures.</summary>
    public override string ToString()
    {
        string[] parts = [Typesetting, Certificates, Timestamps, Books];
        var rest = milliseconds.GetValueOrDefault(Whole) - parts.Sum(part => milliseconds.GetValueOrDefault(part));
        return string.Join(", ", [
            .. parts.Select(part => $"{part} {Numbers.Short(milliseconds.GetValueOrDefault(part) / documents)}"), $"sign and store {Numbers.Short(rest / documents)}"]);
    }

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
