using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Mingzheng.Tests.Architecture;

/// <summary>Reads from a built assembly which of its types use which others: signatures, attributes and method bodies.</summary>
static class AssemblyUses
{
    public static IEnumerable<ModuleUse> BetweenModules(string assembly)
    {
        using var definition = AssemblyDefinition.ReadAssembly(assembly);
        return [.. definition.MainModule.GetTypes().SelectMany(Uses).Distinct()];
    }

    public static string[] References(string assembly)
    {
        using var definition = AssemblyDefinition.ReadAssembly(assembly);
        return [.. definition.MainModule.AssemblyReferences.Select(reference => reference.Name)];
    }

    static IEnumerable<ModuleUse> Uses(TypeDefinition type)
    {
        var module = ModuleUse.ModuleOf(NamespaceOf(type));
        return module is null
            ? []
            : UsedBy(type).SelectMany(Parts)
                .Where(used => ModuleUse.ModuleOf(NamespaceOf(used)) is { } usedModule && usedModule != module)
                .Select(used => new ModuleUse(type.FullName, NamespaceOf(type), used.FullName, NamespaceOf(used)));
    }

    static IEnumerable<TypeReference?> UsedBy(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(implementation => implementation.InterfaceType),
        .. Attributes(type),
        .. type.Fields.Select(field => field.FieldType),
        .. type.Fields.SelectMany(Attributes),
        .. type.Properties.SelectMany(Attributes),
        .. type.Methods.SelectMany(UsedBy),
    ];

    static IEnumerable<TypeReference?> UsedBy(MethodDefinition method) =>
    [
        method.ReturnType,
        .. Attributes(method),
        .. method.Parameters.Select(parameter => parameter.ParameterType),
        .. method.Parameters.SelectMany(Attributes),
        .. method.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType),
        .. method.HasBody ? method.Body.Variables.Select(variable => variable.VariableType) : [],
        .. method.HasBody ? method.Body.Instructions.SelectMany(Operand) : [],
    ];

    static IEnumerable<TypeReference?> Operand(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod method => [method.DeclaringType, .. method.GenericArguments],
        MethodReference method => [method.DeclaringType],
        FieldReference field => [field.DeclaringType, field.FieldType],
        _ => [],
    };

    static IEnumerable<TypeReference> Attributes(ICustomAttributeProvider provider) =>
        provider.CustomAttributes.Select(attribute => attribute.AttributeType);

    /// <summary>A type, the element of an array or pointer, and the arguments of a generic type.</summary>
    static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null => [],
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification { ElementType: var element } => Parts(element),
        _ => [type],
    };

    static string NamespaceOf(TypeReference type) => type.DeclaringType is { } outer ? NamespaceOf(outer) : type.Namespace;
}
