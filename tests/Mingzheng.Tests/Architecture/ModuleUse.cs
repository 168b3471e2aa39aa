namespace Mingzheng.Tests.Architecture;

/// <summary>A type of one module that uses a type of another.</summary>
sealed record ModuleUse(string Type, string Namespace, string UsedType, string UsedNamespace)
{
    public string Module => ModuleOf(Namespace)!;

    public string UsedModule => ModuleOf(UsedNamespace)!;

    /// <summary>The module of a namespace of the app; null for the composition root and for other libraries.</summary>
    public static string? ModuleOf(string namespaceName) =>
        namespaceName.Split('.') is ["Mingzheng", var module, ..] && module != "Proof" ? module : null;
}
