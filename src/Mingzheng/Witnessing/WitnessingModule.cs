using Mingzheng.Objects;
using Mingzheng.Identity;
using Mingzheng.Courts;
using Mingzheng.Cases;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Access;
using Mingzheng.Base.Database;
using Mingzheng.Desk;
using Mingzheng.Packages;
using Mingzheng.Rooms;
using Mingzheng.Witnessing.Accepting;
using Mingzheng.Witnessing.Applying;
using Mingzheng.Witnessing.Guidance;
using Mingzheng.Witnessing.Materials;
using Mingzheng.Witnessing.Meeting;
using Mingzheng.Witnessing.Review;
using Mingzheng.Witnessing.Scheduling;
using Mingzheng.Witnessing.Screen;
using Mingzheng.Witnessing.Telling;
using Mingzheng.Witnessing.Texts;

namespace Mingzheng.Witnessing;

/// <summary>Remote authorization witnessing (授权见证): from the application to an agent who stands in the case.</summary>
public static class WitnessingModule
{
    public static IServiceCollection AddWitnessing(this IServiceCollection services) => services
        .AddSingleton<ITables, Tables>()
        .AddSingleton(_ => LegalTexts.Load(LegalTexts.DefaultFolder))
        .AddSingleton<IConsentTexts, ConsentTexts>()
        .AddSingleton<SessionDrafts>()
        .AddSingleton<WitnessingRules>()
        .AddSingleton<IProcedureRules>(provider => provider.GetRequiredService<WitnessingRules>())
        .AddSingleton<RecordWriter>()
        .AddSingleton<SessionPackage>()
        .AddSingleton<PackageDesk>()
        .AddSingleton<ExportedFile>()
        .AddSingleton<MaterialDesk>()
        .AddSingleton<Acceptance>()
        .AddSingleton<BookingForm>()
        .AddSingleton<CertificateDesk>()
        .AddSingleton<PrivateAnswers>()
        .AddSingleton<ICertifiedThings, CertifiedAuthorizations>()
        .AddSingleton<AuthorizationScope>()
        .AddSingleton<IScope>(provider => provider.GetRequiredService<AuthorizationScope>())
        .AddSingleton<IStreamRule>(provider => provider.GetRequiredService<AuthorizationScope>())
        .AddSingleton<ApplicationDesk>()
        .AddSingleton<ApplicationScreens>()
        .AddSingleton<Agency>()
        .AddSingleton<CoveredLawyers>()
        .AddSingleton<AdmissionChecks>()
        .AddSingleton<AuthorizationScreens>()
        .AddSingleton<IDeskSection, AuthorizationsOnDesk>()
        .AddHostedService<RemindOfMeetings>()
        .AddWitnessingNotices();

    public static void MapWitnessing(this IEndpointRouteBuilder app)
    {
        ShowGuide.Map(app);
        ApplyForWitnessing.Map(app);
        SeeAuthorization.Map(app);
        GiveMaterial.Map(app);
        OpenMaterial.Map(app);
        JoinAsAgent.Map(app);
        AcceptAuthorization.Map(app);
        BookMeeting.Map(app);
        MoveMeeting.Map(app);
        DeclareUrgent.Map(app);
        OpenDocument.Map(app);
        ChangePowers.Map(app);
        DraftRecord.Map(app);
        RequestCorrection.Map(app);
        PlayRecording.Map(app);
        Approve.Map(app);
        ExportPackage.Map(app);
    }

    sealed class Tables : ITables
    {
        public void Declare(ModelBuilder model)
        {
            model.Entity<Authorization>(row =>
            {
                row.ToTable("authorizations");
                row.Ignore(one => one.State);
            });
            model.Entity<Material>().ToTable("authorization_materials");
            model.Entity<Consent>().ToTable("consents");
            model.Entity<RecordCorrection>().ToTable("record_corrections");
            model.Refer<RecordCorrection, Room>(row => row.RoomId);
            model.Refer<RecordCorrection, RoomParticipant>(row => row.ParticipantId);
            model.Entity<MadePackage>(row =>
            {
                row.ToTable("made_packages");
                row.Ignore(one => one.WithheldKinds);
            });
            model.Refer<MadePackage, Authorization>(row => row.AuthorizationId);
            model.Refer<MadePackage, StoredObject>(row => row.ManifestObjectId);
            model.Refer<Authorization, Court>(row => row.CourtId);
            model.Refer<Authorization, Case>(row => row.CaseId);
            model.Refer<Authorization, CaseParty>(row => row.PartyId);
            model.Refer<Authorization, Account>(row => row.PrincipalId);
            model.Refer<Material, Authorization>(row => row.AuthorizationId);
            model.Refer<Material, StoredObject>(row => row.ObjectId);
            model.Refer<Material, Account>(row => row.GivenBy);
            model.Refer<Consent, Account>(row => row.AccountId);
        }
    }
}
