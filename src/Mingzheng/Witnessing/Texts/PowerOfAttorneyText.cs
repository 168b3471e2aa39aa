using Wordings = (Mingzheng.Witnessing.Texts.LegalText Chinese, Mingzheng.Witnessing.Texts.LegalText? Translated);

namespace Mingzheng.Witnessing.Texts;

/// <summary>Composes the clauses of a power of attorney from the facts. Pure: the same facts give the same clauses.</summary>
public static class PowerOfAttorneyText
{
    const int MostAgents = 2;

    /// <exception cref="ArgumentException">The facts do not make a valid power of attorney (V-1, an unknown power or stage).</exception>
    public static IReadOnlyList<PowerOfAttorneyClause> Compose(PowerOfAttorneyFacts facts, LegalTexts texts)
    {
        RefuseUnusable(facts);
        var chinese = texts.InForce(LegalTextId.PowerOfAttorney, LegalTexts.Authoritative, facts.Date);
        var translated = facts.Language == LegalTexts.Authoritative
            ? null
            : texts.InForce(LegalTextId.PowerOfAttorney, facts.Language, facts.Date);
        if (facts.Stages.FirstOrDefault(stage => chinese.Clauses.All(clause => clause.Id != $"stage:{stage}")) is { } unknown)
        {
            throw new ArgumentException($"There is no stage {unknown}.", nameof(facts));
        }

        return new Composition(facts, (chinese, translated)).Clauses();
    }

    /// <summary>The clause on what the agent may not admit, as the power of attorney has it.</summary>
    public static string Admissions(LegalText wording, string? excluded)
    {
        var named = Named(excluded);
        return wording[named.Length == 0 ? "admissions-none" : "admissions"].Fill(new Dictionary<string, string> { ["excluded"] = named });
    }

    /// <summary>Without the full stop that the clause sets itself.</summary>
    static string Named(string? excluded) => excluded?.Trim().TrimEnd('。', '.', '；', ';') ?? "";

    static void RefuseUnusable(PowerOfAttorneyFacts facts)
    {
        if (facts.Agents.Count is 0 or > MostAgents)
        {
            throw new ArgumentException("A party has one or two agents (V-1).", nameof(facts));
        }

        if (facts.Stages.Count == 0)
        {
            throw new ArgumentException("A power of attorney names at least one stage.", nameof(facts));
        }

        if (facts.Agents.SelectMany(agent => agent.Powers).FirstOrDefault(code => !PowerCodes.Exists(code)) is { } unknown)
        {
            throw new ArgumentException($"There is no power {unknown}.", nameof(facts));
        }

        if (facts.Agents.Any(agent => !agent.Powers.Any(Composition.InGeneralClause)))
        {
            throw new ArgumentException("An agent has at least one general power.", nameof(facts));
        }
    }

    sealed class Composition(PowerOfAttorneyFacts facts, Wordings wordings)
    {
        readonly List<PowerOfAttorneyClause> clauses = [];
        int number;

        public static bool InGeneralClause(string code) => code is "G1" or "G2" or "G3" or "G4";

        public List<PowerOfAttorneyClause> Clauses()
        {
            Add("entrustment", "entrustment", Entrustment);
            Add("stages", "stages", (text, language) => new() { ["stages"] = Stages(text, language) });
            foreach (var (index, agent) in facts.Agents.Index())
            {
                AddPowers($"agent-{index + 1}", agent);
            }

            var excluded = Named(facts.ExcludedAdmissions);
            Add("admissions", excluded.Length == 0 ? "admissions-none" : "admissions", (_, _) => new() { ["excluded"] = excluded });
            Add("service", facts.AgentMayReceiveService ? "service" : "service-refused");
            Add("term", facts.TermEnd is null ? "term-stage" : "term", TermEnd);
            Add("subdelegation", facts.Subdelegation ? "subdelegation" : "subdelegation-refused");
            Add("revocation", "revocation");
            Add("declaration", "declaration");
            if (wordings.Translated is not null)
            {
                Add("language", "language");
            }

            Add("signing", "signing", (_, language) => new()
            {
                ["date"] = Wording.Date(language, facts.Date),
                ["place"] = facts.Place.In(language),
                ["court"] = facts.Case.Court.In(language),
            });
            return clauses;
        }

        void AddPowers(string id, PrintedAgent agent)
        {
            Add($"{id}:general", "general", (text, language) => new()
            {
                ["agent"] = agent.Name.In(language),
                ["powers"] = string.Join(
                    Wording.Points(language).Semicolon,
                    PowerCodes.General.Where(code => InGeneralClause(code) && agent.Powers.Contains(code)).Select(code => text[$"power:{code}"].Text)),
            });
            var special = PowerCodes.Special.Where(agent.Powers.Contains).ToList();
            Add($"{id}:special", special.Count == 0 ? "special-none" : "special", (_, language) => new() { ["agent"] = agent.Name.In(language) });
            foreach (var (index, code) in special.Index())
            {
                var wording = $"power:{code}";
                clauses.Add(new($"{id}:{code}", $"（{Wording.Ordinal(index + 1)}）", wordings.Chinese[wording].Text, wordings.Translated?[wording].Text, code));
            }
        }

        void Add(string id, string wording, Func<LegalText, string, Dictionary<string, string>>? values = null)
        {
            var translation = wordings.Translated is { } translated ? Fill(translated, wording, values) : null;
            clauses.Add(new(id, $"{Wording.Ordinal(++number)}、", Fill(wordings.Chinese, wording, values), translation, null));
        }

        static string Fill(LegalText text, string wording, Func<LegalText, string, Dictionary<string, string>>? values) =>
            text[wording].Fill(values?.Invoke(text, text.Language) ?? []);

        Dictionary<string, string> Entrustment(LegalText text, string language) => new()
        {
            ["principal"] = facts.Principal.NameIn(language),
            ["caseNumber"] = facts.Case.CaseNumber,
            ["cause"] = facts.Case.Cause.In(language),
            ["parties"] = facts.Case.PartiesIn(language),
            ["agents"] = Wording.List(language, facts.Agents.Select(agent => Agent(text, language, agent))),
        };

        static string Agent(LegalText text, string language, PrintedAgent agent) => text["agent"].Fill(new Dictionary<string, string>
        {
            ["name"] = agent.Name.In(language),
            ["firm"] = agent.Firm.In(language),
            ["licence"] = agent.LicenceNumber,
        });

        string Stages(LegalText text, string language) =>
            Wording.List(language, facts.Stages.Select(stage => text[$"stage:{stage}"].Text));

        Dictionary<string, string> TermEnd(LegalText text, string language) =>
            facts.TermEnd is { } end ? new() { ["termEnd"] = Wording.Date(language, end) } : [];
    }
}
