namespace Mingzheng.Courts;

/// <summary>A court of this installation. <see cref="Code"/> is its code in case numbers (法院代字), for example 粤01.</summary>
public sealed class Court
{
    public required Guid Id { get; init; }

    public required string Code { get; init; }

    public required string Name { get; init; }

    public required string NameEn { get; init; }

    public required string Hotline { get; init; }
}
