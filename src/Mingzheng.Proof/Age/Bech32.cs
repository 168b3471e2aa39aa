using System.Text;

namespace Mingzheng.Proof.Age;

/// <summary>Bech32 as age uses it for keys: BIP 173 without the limit of 90 characters.</summary>
static class Bech32
{
    const string Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    const int ChecksumLength = 6;

    static readonly uint[] Generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

    internal static string Encode(string prefix, ReadOnlySpan<byte> data)
    {
        var values = ToFives(data);
        var check = Checksum(prefix, [.. values, .. new byte[ChecksumLength]]) ^ 1;
        var text = new StringBuilder(prefix).Append('1');
        foreach (var value in values)
        {
            text.Append(Alphabet[value]);
        }

        for (var i = 0; i < ChecksumLength; i++)
        {
            text.Append(Alphabet[(int)(check >> (5 * (ChecksumLength - 1 - i)) & 31)]);
        }

        return text.ToString();
    }

    /// <summary>The bytes behind <paramref name="text"/>; throws <see cref="FormatException"/> when prefix or checksum is wrong.</summary>
    internal static byte[] Decode(string prefix, string text)
    {
        if (text.Any(char.IsAsciiLetterUpper) && text.Any(char.IsAsciiLetterLower))
        {
            throw new FormatException("A key must be all upper case or all lower case.");
        }

        var lower = text.ToLowerInvariant();
        if (!lower.StartsWith(prefix + "1", StringComparison.Ordinal)
            || lower.Length < prefix.Length + 1 + ChecksumLength)
        {
            throw new FormatException($"A key of this kind starts with \"{prefix}1\".");
        }

        var values = new byte[lower.Length - prefix.Length - 1];
        for (var i = 0; i < values.Length; i++)
        {
            var value = Alphabet.IndexOf(lower[prefix.Length + 1 + i]);
            values[i] = value < 0 ? throw new FormatException("The key has a foreign character.") : (byte)value;
        }

        if (Checksum(prefix, values) != 1)
        {
            throw new FormatException("The key is mistyped: its checksum does not match.");
        }

        return ToEights(values.AsSpan(0, values.Length - ChecksumLength));
    }

    static uint Checksum(string prefix, ReadOnlySpan<byte> values)
    {
        var check = 1u;
        foreach (var c in prefix)
        {
            check = Mix(check, (byte)(c >> 5));
        }

        check = Mix(check, 0);
        foreach (var c in prefix)
        {
            check = Mix(check, (byte)(c & 31));
        }

        foreach (var value in values)
        {
            check = Mix(check, value);
        }

        return check;
    }

    static uint Mix(uint check, byte value)
    {
        var top = check >> 25;
        check = (check & 0x1ffffff) << 5 ^ value;
        for (var i = 0; i < Generator.Length; i++)
        {
            if ((top >> i & 1) != 0)
            {
                check ^= Generator[i];
            }
        }

        return check;
    }

    static List<byte> ToFives(ReadOnlySpan<byte> data)
    {
        var fives = new List<byte>();
        var (accumulator, bits) = (0, 0);
        foreach (var value in data)
        {
            accumulator = (accumulator << 8 | value) & 0xfff;
            for (bits += 8; bits >= 5;)
            {
                bits -= 5;
                fives.Add((byte)(accumulator >> bits & 31));
            }
        }

        if (bits > 0)
        {
            fives.Add((byte)(accumulator << (5 - bits) & 31));
        }

        return fives;
    }

    static byte[] ToEights(ReadOnlySpan<byte> fives)
    {
        var eights = new List<byte>();
        var (accumulator, bits) = (0, 0);
        foreach (var value in fives)
        {
            accumulator = (accumulator << 5 | value) & 0xfff;
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                eights.Add((byte)(accumulator >> bits));
            }
        }

        if (bits >= 5 || (accumulator & ((1 << bits) - 1)) != 0)
        {
            throw new FormatException("The key is padded wrongly.");
        }

        return [.. eights];
    }
}
