namespace Mingzheng.Proof.Age;

/// <summary>
/// Files in the age v1 format (age-encryption.org/v1, C2SP age.md) with X25519 recipients: what we write, the public tool
/// `age -d -i KEYFILE` opens, and the other way round. Reading throws <see cref="AgeException"/>.
/// </summary>
public static class AgeFile
{
    /// <summary>
    /// A stream that encrypts into <paramref name="target"/> as it is written, so that nothing is kept in clear. Call
    /// <see cref="AgeWriteStream.CompleteAsync"/> at the end; a stream disposed before leaves a file that is refused.
    /// </summary>
    public static AgeWriteStream OpenWrite(Stream target, params AgeRecipient[] recipients) =>
        new(target, recipients, leaveOpen: false);

    /// <summary>A stream of the clear content of <paramref name="source"/>, read from its current position on.</summary>
    public static AgeReadStream OpenRead(Stream source, params AgeIdentity[] identities) =>
        AgeReadStream.Open(source, identities, leaveOpen: false);

    /// <inheritdoc cref="OpenRead"/>
    public static Task<AgeReadStream> OpenReadAsync(
        Stream source, CancellationToken cancellationToken, params AgeIdentity[] identities) =>
        AgeReadStream.OpenAsync(source, identities, leaveOpen: false, cancellationToken);

    public static void Encrypt(Stream plain, Stream target, params AgeRecipient[] recipients)
    {
        using var writer = new AgeWriteStream(target, recipients, leaveOpen: true);
        plain.CopyTo(writer);
        writer.Complete();
    }

    public static void Encrypt(ReadOnlyMemory<byte> plain, Stream target, params AgeRecipient[] recipients)
    {
        using var writer = new AgeWriteStream(target, recipients, leaveOpen: true);
        writer.Write(plain.Span);
        writer.Complete();
    }

    public static byte[] Encrypt(ReadOnlyMemory<byte> plain, params AgeRecipient[] recipients)
    {
        using var target = new MemoryStream(plain.Length + 1024);
        Encrypt(plain, target, recipients);
        return target.ToArray();
    }

    public static async Task EncryptAsync(
        Stream plain, Stream target, CancellationToken cancellationToken, params AgeRecipient[] recipients)
    {
        using var writer = new AgeWriteStream(target, recipients, leaveOpen: true);
        await plain.CopyToAsync(writer, cancellationToken).ConfigureAwait(false);
        await writer.CompleteAsync(cancellationToken).ConfigureAwait(false);
    }

    public static void Decrypt(Stream source, Stream plain, params AgeIdentity[] identities)
    {
        using var reader = AgeReadStream.Open(source, identities, leaveOpen: true);
        reader.CopyTo(plain);
    }

    public static byte[] Decrypt(ReadOnlyMemory<byte> file, params AgeIdentity[] identities)
    {
        using var source = new MemoryStream(file.ToArray(), writable: false);
        using var plain = new MemoryStream(file.Length);
        Decrypt(source, plain, identities);
        return plain.ToArray();
    }

    public static async Task DecryptAsync(
        Stream source, Stream plain, CancellationToken cancellationToken, params AgeIdentity[] identities)
    {
        using var reader = await AgeReadStream.OpenAsync(source, identities, leaveOpen: true, cancellationToken).ConfigureAwait(false);
        await reader.CopyToAsync(plain, cancellationToken).ConfigureAwait(false);
    }
}
