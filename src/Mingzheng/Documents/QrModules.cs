using System.Text;
using System.Text.Json.Nodes;
using QRCoder;

namespace Mingzheng.Documents;

/// <summary>A QR code as rows of modules, for a template to draw as vector squares.</summary>
public static class QrModules
{
    /// <summary>One string a row from the top, "1" dark and "0" light, without the quiet zone (the template leaves 4 modules free).</summary>
    public static JsonArray Of(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        const int quietZone = 4;
        var side = code.ModuleMatrix.Count - (2 * quietZone);
        var rows = new JsonArray();
        for (var y = 0; y < side; y++)
        {
            var row = new StringBuilder(side);
            for (var x = 0; x < side; x++)
            {
                row.Append(code.ModuleMatrix[y + quietZone][x + quietZone] ? '1' : '0');
            }

            rows.Add(row.ToString());
        }

        return rows;
    }
}
