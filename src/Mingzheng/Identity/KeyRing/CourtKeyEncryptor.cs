using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Mingzheng.Objects;

namespace Mingzheng.Identity.KeyRing;

/// <summary>Encrypts data protection keys under the court's key: who has only the database can forge no cookie.</summary>
sealed class CourtKeyEncryptor(DataKeys keys) : IXmlEncryptor
{
    internal const int NonceBytes = 12;
    internal const int TagBytes = 16;

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var sealedBytes = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(0, NonceBytes));
        using var cipher = new ChaCha20Poly1305(KeyOf(keys));
        cipher.Encrypt(sealedBytes.AsSpan(0, NonceBytes), plain, sealedBytes.AsSpan(NonceBytes, plain.Length), sealedBytes.AsSpan(NonceBytes + plain.Length));
        CryptographicOperations.ZeroMemory(plain);
        return new EncryptedXmlInfo(new XElement("underCourtKey", Convert.ToBase64String(sealedBytes)), typeof(CourtKeyDecryptor));
    }

    internal static byte[] KeyOf(DataKeys keys) => keys.Secret(DataKeys.DataProtection);
}

/// <summary>Made by the framework from the type name beside each stored key.</summary>
sealed class CourtKeyDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var sealedBytes = Convert.FromBase64String(encryptedElement.Value);
        var plain = new byte[sealedBytes.Length - CourtKeyEncryptor.NonceBytes - CourtKeyEncryptor.TagBytes];
        using var cipher = new ChaCha20Poly1305(CourtKeyEncryptor.KeyOf(services.GetRequiredService<DataKeys>()));
        cipher.Decrypt(sealedBytes.AsSpan(0, CourtKeyEncryptor.NonceBytes), sealedBytes.AsSpan(CourtKeyEncryptor.NonceBytes, plain.Length),
            sealedBytes.AsSpan(CourtKeyEncryptor.NonceBytes + plain.Length), plain);
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}
