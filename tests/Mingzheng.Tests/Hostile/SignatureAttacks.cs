using System.Globalization;
using System.Security.Cryptography;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Rooms;
using static Mingzheng.Tests.Hostile.Besieged;
using static Mingzheng.Tests.Hostile.OrderAttacks;

namespace Mingzheng.Tests.Hostile;

/// <summary>Signatures by the wrong person, over other bytes, with another key, or of a shape that no pad draws.</summary>
static class SignatureAttacks
{
    public static readonly IReadOnlyList<Attack> All =
    [
        new("the principal's commitment signed by the agent", 409, "NOT_YOUR_TURN", court => Key(court, court.Agent, (device, challenge) => (device.Spki, device.Raw(challenge)))),
        new("the power of attorney signed before it was read", 409, "OUT_OF_ORDER", async court =>
        {
            using var device = new SigningDevice(court.Principal);
            var address = $"{court.Room}/documents/{(await court.Document("power-of-attorney")).Id:D}/signing-key";
            return await Json(court.Principal, address, Begin(court.Principal.NewAct(), device.Spki, device.Raw([1])));
        }),
        new("a proof over another challenge", 422, "KEY_NOT_PROVED", court => Key(court, court.Principal, (device, _) => (device.Spki, device.Raw([1, 2, 3])))),
        new("a proof by another key", 422, "KEY_NOT_PROVED", court => Key(court, court.Principal, (device, challenge) =>
        {
            using var other = new SigningDevice(court.Principal);
            return (device.Spki, other.Raw(challenge));
        })),
        new("a key on another curve", 422, "KEY_NOT_PROVED", court => Key(court, court.Principal, (_, challenge) =>
        {
            using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
            return (other.ExportSubjectPublicKeyInfo(), other.SignData(challenge, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
        })),
        new("a key of another kind", 422, "KEY_NOT_PROVED", court => Key(court, court.Principal, (_, challenge) =>
        {
            using var other = RSA.Create(2048);
            return (other.ExportSubjectPublicKeyInfo(), other.SignData(challenge, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        })),
        new("a key with bytes behind it", 422, "KEY_NOT_PROVED", court => Key(court, court.Principal, (device, challenge) => ([.. device.Spki, 0], device.Raw(challenge)))),
        new("a key of nothing", 422, "KEY_NOT_PROVED", court => Key(court, court.Principal, (_, _) => ([], []))),
        new("no key at all", 422, "KEY_NOT_PROVED",
            court => Body(court, act => $$"""{"act":"{{act:D}}","spki":null,"proof":null,"strokes":[[[0.1,0.1],[0.2,0.2]]]}""")),
        new("a signature under no act", 400, "ACT_ID_MISSING", court => Body(court, _ => """{"spki":"AA==","proof":"AA==","strokes":[[[0.1,0.1],[0.2,0.2]]]}""")),
        new("no stroke and no name", 422, "SIGNATURE_EMPTY", court => Strokes(court, "[]")),
        new("a stroke that is null", 422, "SIGNATURE_MALFORMED", court => Strokes(court, "[null,[[0.1,0.1],[0.2,0.2]]]")),
        new("a point that is null", 422, "SIGNATURE_MALFORMED", court => Strokes(court, "[[null,[0.1,0.1]]]")),
        new("a point without a place", 422, "SIGNATURE_MALFORMED", court => Strokes(court, "[[[],[0.1,0.1]]]")),
        new("a stroke that leaves the pad", 422, "SIGNATURE_MALFORMED", court => Strokes(court, "[[[-1e308,0.5],[1e308,0.5]]]")),
        new("a stroke of words", 422, "SIGNATURE_MALFORMED", court => Strokes(court, "[[[\"NaN\",\"Infinity\"]]]")),
        new("more points than a hand draws", 422, "SIGNATURE_TOO_LARGE",
            court => Strokes(court, $"[[{string.Join(',', Enumerable.Range(0, 20_001).Select(i => string.Create(CultureInfo.InvariantCulture, $"[{i / 20_001.0:F5},0.5]")))}]]")),
        new("a typed name of a page", 422, "SIGNATURE_TOO_LARGE", court => Typed(court, new string('名', 5000))),
        new("a typed name that turns the reading direction", 422, "SIGNATURE_MALFORMED", court => Typed(court, "\u202e示明郑")),
        new("a typed name of half a character", 400, "BAD_REQUEST", court => Typed(court, "\\ud800")),
        new("a signature before the turn", 409, "NOT_YOUR_TURN",
            async court => await Json(court.Agent, await court.SignatureAddress(), new { act = court.Agent.NewAct(), signature = Convert.ToBase64String(new byte[64]) })),
        new("a signature over changed bytes", 422, "SIGNATURE_WRONG", court => Complete(court, (device, attributes) =>
        {
            attributes[^1] ^= 1;
            return device.Raw(attributes);
        })),
        new("a signature by another key than the certificate's", 422, "SIGNATURE_WRONG", court => Complete(court, (_, attributes) =>
        {
            using var other = new SigningDevice(court.Principal);
            return other.Raw(attributes);
        })),
        new("a signature of zeros", 422, "SIGNATURE_WRONG", court => Complete(court, (_, _) => new byte[64])),
        new("a signature of nothing", 422, "SIGNATURE_WRONG", court => Complete(court, (_, _) => [])),
        new("a signature of a megabyte", 422, "SIGNATURE_WRONG", court => Complete(court, (_, _) => new byte[1024 * 1024])),
        new("a signature that is null", 422, "SIGNATURE_WRONG", court => Complete(court, (_, _) => null)),
    ];

    /// <summary>Begins to sign the principal's commitment with whatever key and proof the attacker makes of the right challenge.</summary>
    static async Task<Func<Task<Reply>>> Key(Besieged court, Visitor signer, Func<SigningDevice, byte[], (byte[] Spki, byte[] Proof)> forge)
    {
        await court.Session.Media.Beat($"{court.RoomId:D}");
        var offer = SigningDevice.Offer(await court.Principal.Get(court.Room));
        return async () =>
        {
            using var device = new SigningDevice(signer);
            var (spki, proof) = forge(device, offer.Challenge);
            return await Json(signer, offer.KeyUrl, Begin(signer.NewAct(), spki, proof));
        };
    }

    static async Task<Func<Task<Reply>>> Body(Besieged court, Func<Guid, string> body)
    {
        await court.Session.Media.Beat($"{court.RoomId:D}");
        var address = await court.KeyAddress();
        return () => Json(court.Principal, address, body(court.Principal.NewAct()));
    }

    static Task<Func<Task<Reply>>> Strokes(Besieged court, string strokes) =>
        Body(court, act => $$"""{"act":"{{act:D}}","spki":"AA==","proof":"AA==","strokes":{{strokes}}}""");

    static Task<Func<Task<Reply>>> Typed(Besieged court, string name) =>
        Body(court, act => $$"""{"act":"{{act:D}}","spki":"AA==","proof":"AA==","typedName":"{{name}}"}""");

    /// <summary>An honest beginning, and then whatever the attacker makes of the attributes that were to be signed.</summary>
    static async Task<Func<Task<Reply>>> Complete(Besieged court, Func<SigningDevice, byte[], byte[]?> forge)
    {
        await court.Session.Media.Beat($"{court.RoomId:D}");
        var offer = SigningDevice.Offer(await court.Principal.Get(court.Room));
        var device = new SigningDevice(court.Principal);
        var begun = await device.Begin(offer);
        return async () =>
        {
            using (device)
            {
                var signature = forge(device, Convert.FromBase64String((string)begun.Json["attributes"]!));
                return await Json(court.Principal, offer.SignatureUrl,
                    new { act = court.Principal.NewAct(), signature = signature is null ? null : Convert.ToBase64String(signature) });
            }
        };
    }
}
