using Mingzheng.Documents;
using Mingzheng.Objects;
using Mingzheng.Identity;
using Mingzheng.Courts;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Access;
using Mingzheng.Base.Database;
using Mingzheng.Cases.CaseFile;
using Mingzheng.Cases.Settlements;
using Mingzheng.Desk;

namespace Mingzheng.Cases;

/// <summary>Cases, parties, agents and their powers, the dossier.</summary>
public static class CasesModule
{
    public static IServiceCollection AddCases(this IServiceCollection services) => services
        .AddSingleton<ITables, Tables>()
        .AddSingleton<CaseScope>()
        .AddSingleton<IScope>(provider => provider.GetRequiredService<CaseScope>())
        .AddSingleton<IStreamRule>(provider => provider.GetRequiredService<CaseScope>())
        .AddSingleton<CaseReader>()
        .AddSingleton<IExpectedPeople, ExpectedParties>()
        .AddSingleton<IDeskSection, CasesOnDesk>();

    public static void MapCases(this IEndpointRouteBuilder app)
    {
        SeeCase.Map(app);
        OpenItem.Map(app);
        FileSettlement.Map(app);
    }

    sealed class Tables : ITables
    {
        public void Declare(ModelBuilder model)
        {
            model.Entity<Case>(one =>
            {
                one.ToTable("cases").Ignore(each => each.Stream);
                one.Property(each => each.Stage).HasConversion<string>();
            });
            model.Entity<CaseParty>(party =>
            {
                party.ToTable("case_parties");
                party.Property(one => one.Position).HasConversion<string>();
                party.Property(one => one.Kind).HasConversion<string>();
            });
            model.Entity<CaseAgent>(agent =>
            {
                agent.ToTable("case_agents");
                agent.Property(one => one.Powers).HasConversion(powers => powers.ToString(), text => Powers.Parse(text));
            });
            model.Entity<DossierItem>().ToTable("dossier_items");
            model.Refer<Case, Court>(row => row.CourtId);
            model.Refer<CaseParty, Case>(row => row.CaseId);
            model.Refer<CaseParty, Account>(row => row.AccountId);
            model.Refer<CaseAgent, Case>(row => row.CaseId);
            model.Refer<CaseAgent, CaseParty>(row => row.PartyId);
            model.Refer<CaseAgent, Account>(row => row.AccountId);
            model.Refer<Document, Case>(row => row.CaseId);
            model.Refer<DossierItem, Case>(row => row.CaseId);
            model.Refer<DossierItem, StoredObject>(row => row.ObjectId);
            model.Refer<DossierItem, Account>(row => row.GivenBy);
        }
    }
}
