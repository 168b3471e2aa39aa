using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Mingzheng.Tests.Hosting;
using Shouldly;

namespace Mingzheng.Tests.Rooms;

/// <summary>What a browser does when a person signs: a key of its own, a proof, and a signature over the attributes.</summary>
public sealed partial class SigningDevice(Visitor visitor) : IDisposable
{
    readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static readonly double[][][] Strokes = [[[0.1, 0.4, 0.5], [0.4, 0.6, 0.7], [0.8, 0.3, 0.4]]];

    public byte[] Spki => key.ExportSubjectPublicKeyInfo();

    /// <summary>Signs what the room page offers to this visitor now; gives the last answer.</summary>
    public async Task<Page> Sign(string room)
    {
        var offer = Offer(await visitor.Get(room));
        var place = await Begin(offer);
        place.Refusal.ShouldBeNull(place.Text);
        return await Complete(offer, Convert.FromBase64String((string)place.Json["attributes"]!));
    }

    public static SigningOffer Offer(Page page)
    {
        string Of(string name) => System.Net.WebUtility.HtmlDecode(Regex.Match(page.Text, $"data-{name}=\"([^\"]+)\"").Groups[1].Value);
        SigningBlock().IsMatch(page.Text).ShouldBeTrue(page.Readable);
        return new SigningOffer(Of("key-url"), Of("signature-url"), Convert.FromBase64String(Of("challenge")), Of("document-digest"));
    }

    public Task<Page> Begin(SigningOffer offer, double[][][]? strokes = null, string? typedName = null) =>
        Post(offer.KeyUrl, Beginning(offer, strokes, typedName));

    /// <summary>What the device sends to begin, once made: a proof of possession is another one each time.</summary>
    public object Beginning(SigningOffer offer, double[][][]? strokes = null, string? typedName = null) => new
    {
        act = visitor.NewAct(),
        spki = Convert.ToBase64String(Spki),
        proof = Convert.ToBase64String(Raw(offer.Challenge)),
        strokes = strokes ?? Strokes,
        typedName,
    };

    public Task<Page> Complete(SigningOffer offer, byte[] attributes, Guid? act = null) => Post(offer.SignatureUrl, new
    {
        act = act ?? visitor.NewAct(),
        signature = Convert.ToBase64String(Raw(attributes)),
    });

    public byte[] Raw(byte[] bytes) => key.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    public Task<Page> Post(string path, object body) =>
        visitor.PostBody(path, "application/json", JsonSerializer.SerializeToUtf8Bytes(body));

    public void Dispose() => key.Dispose();

    [GeneratedRegex("data-signing\\b")]
    private static partial Regex SigningBlock();
}

/// <summary>Where and what the page asks the device to sign.</summary>
public sealed record SigningOffer(string KeyUrl, string SignatureUrl, byte[] Challenge, string Digest);
