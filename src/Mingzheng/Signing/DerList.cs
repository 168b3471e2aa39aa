using System.Formats.Asn1;

namespace Mingzheng.Signing;

/// <summary>A list of certificates in one column: DER values one after the other.</summary>
static class DerList
{
    public static byte[] Join(IReadOnlyList<byte[]> values) => [.. values.SelectMany(value => value)];

    public static IReadOnlyList<byte[]> Split(byte[] joined)
    {
        var values = new List<byte[]>();
        var reader = new AsnReader(joined, AsnEncodingRules.DER);
        while (reader.HasData)
        {
            values.Add(reader.ReadEncodedValue().ToArray());
        }

        return values;
    }
}
