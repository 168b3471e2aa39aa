namespace Mingzheng.Base.Identifiers;

/// <summary>Sex as the identity paper states it.</summary>
public enum Sex
{
    Male,
    Female,
}
