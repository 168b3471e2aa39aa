using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Architecture;

/// <summary>A capability can be read, and taken out, by itself: these edges are what makes it so.</summary>
public sealed class ModuleTests
{
    static readonly string[] WebAndDatabase = ["Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "Microsoft.Data", "Npgsql", "SQLitePCLRaw", "System.Data"];

    [Fact]
    public void Modules_use_each_other_only_as_the_map_allows()
    {
        var uses = AssemblyUses.BetweenModules(typeof(Mingzheng.Base.BeijingTime).Assembly.Location).ToArray();

        uses.Select(ModuleMap.Objection).Where(objection => objection is not null).ShouldBeEmpty();
    }

    /// <summary>Who reads a name in one module takes it for what it is in another. Components are named in tags only, where nothing else is.</summary>
    [Fact]
    public void No_two_types_of_the_court_have_one_name() => typeof(Mingzheng.Base.BeijingTime).Assembly.GetTypes()
        .Where(type => !type.IsNested && type.Name[0] != '<' && !typeof(Microsoft.AspNetCore.Components.IComponent).IsAssignableFrom(type)
            && type.Name != "_Imports" && type.Namespace?.StartsWith("Mingzheng", StringComparison.Ordinal) == true)
        .GroupBy(type => type.Name).Where(types => types.Count() > 1).Select(types => string.Join(", ", types.Select(type => type.FullName)))
        .ShouldBeEmpty();

    [Fact]
    public void The_map_has_no_circle()
    {
        var open = ModuleMap.Shared.ToDictionary(entry => entry.Key, entry => entry.Value.ToHashSet());
        while (open.FirstOrDefault(entry => entry.Value.Count == 0).Key is { } done)
        {
            open.Remove(done);
            foreach (var edges in open.Values)
            {
                edges.Remove(done);
            }
        }

        open.Keys.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Base", "Journal")]
    [InlineData("Base", "Cases")]
    [InlineData("Journal", "Cases")]
    [InlineData("Access", "Cases")]
    [InlineData("Cases", "Witnessing")]
    [InlineData("Witnessing", "Filing")]
    public void An_edge_against_the_order_is_caught(string user, string used) =>
        ModuleMap.Objection(new ModuleUse("A", "Mingzheng." + user, "B", "Mingzheng." + used)).ShouldNotBeNull();

    [Theory]
    [InlineData("Cases", "Base.Identifiers")]
    [InlineData("Cases", "Journal")]
    [InlineData("Witnessing.Apply", "Cases")]
    public void An_edge_along_the_order_is_allowed(string user, string used) =>
        ModuleMap.Objection(new ModuleUse("A", "Mingzheng." + user, "B", "Mingzheng." + used)).ShouldBeNull();

    [Fact]
    public void A_private_folder_of_another_module_is_caught() =>
        ModuleMap.Objection(new ModuleUse("A", "Mingzheng.Witnessing", "B", "Mingzheng.Cases.RegisterCase")).ShouldNotBeNull();

    /// <summary>The reader of assemblies itself: this test's own assembly is known to use Base.</summary>
    [Fact]
    public void Uses_are_found_in_method_bodies() =>
        AssemblyUses.BetweenModules(typeof(ModuleTests).Assembly.Location)
            .ShouldContain(use => use.Type == typeof(ModuleTests).FullName && use.UsedType == "Mingzheng.Base.BeijingTime");

    [Theory]
    [InlineData("Mingzheng.Proof.dll")]
    [InlineData("mingzheng-verify.dll")]
    public void What_strangers_use_needs_neither_web_nor_database(string assembly) =>
        AssemblyUses.References(Path.Combine(AppContext.BaseDirectory, assembly))
            .Where(reference => WebAndDatabase.Any(name => reference.StartsWith(name, StringComparison.Ordinal)))
            .ShouldBeEmpty();

    [Fact]
    public void The_sandboxes_know_nothing_of_the_court() =>
        AssemblyUses.References(Path.Combine(AppContext.BaseDirectory, "mingzheng-sandboxes.dll")).ShouldNotContain("mingzheng");
}
