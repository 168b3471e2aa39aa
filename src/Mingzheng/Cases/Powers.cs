namespace Mingzheng.Cases;

/// <summary>A set of powers. Written in the order of the law: "G1 G2 G3 G4 G5 S4 S7".</summary>
public readonly record struct Powers
{
    readonly uint bits;

    Powers(uint bits) => this.bits = bits;

    public static Powers None { get; }

    /// <summary>General authority: G1 to G5.</summary>
    public static Powers General { get; } = Of([Power.G1, Power.G2, Power.G3, Power.G4, Power.G5]);

    public static Powers Of(IEnumerable<Power> powers) => new(powers.Aggregate(0u, (bits, power) => bits | 1u << (int)power));

    public bool Has(Power power) => (bits & 1u << (int)power) != 0;

    /// <summary>What either gives.</summary>
    public Powers And(Powers others) => new(bits | others.bits);

    /// <summary>The special ones alone.</summary>
    public Powers Special => new(bits & ~General.bits);

    /// <summary>Those of the general authority alone: not always all, for the receiving of service may be refused (7.4).</summary>
    public Powers Ordinary => new(bits & General.bits);

    /// <exception cref="FormatException">A word names no power.</exception>
    public static Powers Parse(string text) =>
        Of(text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(word =>
            Enum.TryParse<Power>(word, out var power) && Enum.GetName(power) == word ? power : throw new FormatException($"{word} is no power.")));

    /// <summary>In the order of the law.</summary>
    public IReadOnlyList<Power> All => [.. Enum.GetValues<Power>().Where(Has)];

    public override string ToString() => string.Join(' ', All);
}
