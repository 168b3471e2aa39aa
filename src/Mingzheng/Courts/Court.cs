namespace Mingzheng.Courts;

/// <summary>A court of this installation. <see cref="Code"/> is its code in case numbers (法院代字), for example 粤01.</summary>
public sealed class Court
{
    public required Guid Id { get; init; }

    public required string Code { get; init; }

    public required string Name { get; init; }

    public required string NameEn { get; init; }

    /// <summary>Litigation service line as it is dialled from any country, for example "+86 20 0000 12368".</summary>
    public required string Hotline { get; init; }
}
