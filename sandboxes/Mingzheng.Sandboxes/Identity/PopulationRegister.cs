using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;

namespace Mingzheng.Sandboxes.Identity;

/// <summary>One person of the register, known by one document.</summary>
sealed record RegisteredPerson(string DocumentType, string DocumentNumber, string Name);

/// <summary>What the register says of a name and a document.</summary>
enum RegisterFinding
{
    SamePerson,
    OtherName,
    UnknownDocument,
}

/// <summary>Fictitious people and their documents: no faces. People registered while running are forgotten at the end.</summary>
sealed class PopulationRegister
{
    readonly ConcurrentDictionary<(string Kind, string Number), string> names = new();
    readonly bool registersUnknown;

    public PopulationRegister(SandboxOptions options)
    {
        registersUnknown = options.RegistersUnknown;
        using var seed = typeof(PopulationRegister).Assembly.GetManifestResourceStream("people.json")!;
        foreach (var person in JsonSerializer.Deserialize<RegisteredPerson[]>(seed, JsonSerializerOptions.Web)!)
        {
            Register(person);
        }
    }

    /// <summary>Enters a person, replacing who had the document before.</summary>
    public void Register(RegisteredPerson person) =>
        names[(person.DocumentType, DocumentNumber.Normal(person.DocumentNumber))] = person.Name;

    public RegisterFinding Find(RegisteredPerson person)
    {
        var number = DocumentNumber.Normal(person.DocumentNumber);
        if (!DocumentNumber.IsValid(person.DocumentType, number))
        {
            return RegisterFinding.UnknownDocument;
        }

        var key = (person.DocumentType, number);
        if (registersUnknown)
        {
            names.TryAdd(key, person.Name);
        }

        return !names.TryGetValue(key, out var name) ? RegisterFinding.UnknownDocument
            : Comparable(name) == Comparable(person.Name) ? RegisterFinding.SamePerson
            : RegisterFinding.OtherName;
    }

    static string Comparable(string name) => name.Trim().Normalize(NormalizationForm.FormKC).ToUpperInvariant();
}
