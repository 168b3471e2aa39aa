namespace Mingzheng.Witnessing.Texts;

/// <summary>Codes of powers (witnessing rules 7.2), in the order in which documents name them.</summary>
public static class PowerCodes
{
    /// <summary>General authority. G5, receiving service, has a clause of its own.</summary>
    public static IReadOnlyList<string> General { get; } = ["G1", "G2", "G3", "G4", "G5"];

    /// <summary>Special authority: each named and read out by itself.</summary>
    public static IReadOnlyList<string> Special { get; } =
        ["S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S9", "S10", "S11", "S12", "S13"];

    public static bool IsSpecial(string code) => Special.Contains(code);

    public static bool Exists(string code) => General.Contains(code) || Special.Contains(code);
}
