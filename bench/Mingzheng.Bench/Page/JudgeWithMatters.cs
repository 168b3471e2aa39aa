using System.Globalization;
using Microsoft.AspNetCore.Http;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Bench.Hosting;
using Mingzheng.Cases;
using Mingzheng.Courts;
using Mingzheng.Identity;
using Mingzheng.Identity.SigningIn;
using Mingzheng.Notices;
using Mingzheng.Objects;
using Mingzheng.Web;
using Mingzheng.Witnessing;

namespace Mingzheng.Bench.Page;

/// <summary>An invented judge, signed in, with a desk full of authorizations under review. All people are fictitious.</summary>
sealed record JudgeWithMatters(Person Person, string Cookie)
{
    public static async Task<JudgeWithMatters> Make(BenchCourt bench, int matters, int ofOthers)
    {
        var now = TimeProvider.System.Now();
        var people = new People(bench.Get<Accounts>(), now);
        var court = new Court { Id = BenchCourt.NewId(), Code = "示01", Name = "示范中级人民法院", NameEn = "Model Intermediate People's Court", Hotline = "12368" };
        var signIn = new SignIn { Id = BenchCourt.NewId(), AccountId = people.Judge.Id, At = now, ExpiresAt = now + SignInRules.SignInIsGood };
        await bench.Get<Writer>().Do(new Command(BenchCourt.NewId(), "system", "bench.seed"), writing =>
        {
            writing.Db.AddRange(people.Judge, people.Colleague, people.Principal, people.Lawyer, court, signIn);
            writing.Db.Add(new StaffMember { AccountId = people.Judge.Id, CourtId = court.Id, Role = StaffRole.Judge, Name = "郑明示" });
            // Nobody opens the matters of others here: one key for all of them spares two thousand key files.
            var closed = bench.Get<DataKeys>().New(Case.OwnerOf(court.Id));
            for (var i = 0; i < ofOthers; i++)
            {
                AddMatter(writing, writing.NewId(), closed, court, people, people.Colleague, i);
            }

            for (var i = ofOthers; i < ofOthers + matters; i++)
            {
                var id = writing.NewId();
                AddMatter(writing, id, bench.Get<DataKeys>().New(Case.OwnerOf(id)), court, people, people.Judge, i);
            }

            return Task.CompletedTask;
        });
        var person = new Person(people.Judge.Id, "郑明示", [new StaffPost(court.Id, StaffRole.Judge)]);
        return new JudgeWithMatters(person, CookieOf(bench, signIn));
    }

    static void AddMatter(Writing writing, Guid id, DataKey key, Court court, People people, Account judge, int serial)
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"（2026）示01民初{serial + 1}号");
        var party = new CaseParty
        {
            Id = writing.NewId(),
            CaseId = id,
            AccountId = people.Principal.Id,
            Position = PartyPosition.Plaintiff,
            Kind = PartyKind.HongKongResident,
            Name = CaseParty.Seal(key, People.PrincipalName),
        };
        writing.Db.Add(new Case { Id = id, CourtId = court.Id, Number = number, Cause = "民间借贷纠纷", Stage = Stage.FirstInstance, FiledAt = writing.Now });
        writing.Db.Add(party);
        var authorization = new Authorization
        {
            Id = writing.NewId(),
            CourtId = court.Id,
            CaseId = id,
            PartyId = party.Id,
            PrincipalId = people.Principal.Id,
            AgentLicence = People.Licence,
            Origin = "party",
            Basis = "XB6",
            Facts = people.Facts.Seal(key),
            Language = Language.TraditionalChinese.Tag,
            SubmittedAt = writing.Now,
        };
        authorization.Join(people.Lawyer.Id, writing.Now);
        authorization.Accept(judge.Id, urgent: false, writing.Now);
        writing.Db.Add(authorization);
    }

    /// <summary>What the browser of the signed-in judge sends.</summary>
    static string CookieOf(BenchCourt bench, SignIn signIn)
    {
        var context = new DefaultHttpContext();
        bench.Get<SignInCookies>().KeepSignIn(context, signIn.Id, new Contact(Channel.Sms, People.JudgePhone));
        return context.Response.Headers.SetCookie[0]!.Split(';')[0];
    }

    sealed record People(Account Judge, Account Colleague, Account Principal, Account Lawyer)
    {
        public const string PrincipalName = "陈小样";
        public const string Licence = "14401201010123456";
        public const string JudgePhone = "+8613800000102";

        public People(Accounts accounts, DateTimeOffset now)
            : this(
                Of(accounts, "郑明示", JudgePhone, now), Of(accounts, "周示范", "+8613800000103", now),
                Of(accounts, PrincipalName, "+85255500100", now), Of(accounts, "林示例", "+8613800000101", now))
        {
        }

        public AuthorizationFacts Facts { get; } = new(
            PrincipalName, "CHAN Siu Yeung", "HK", "hong-kong-identity-card", "Z683365(5)", "香港特别行政区虚构道1号示范大厦2楼", "+852 5550 0100",
            "林示例", "示范海湾律师事务所", Licence, ["G1", "G2", "G3", "G4", "G5", "S4", "S7"], ["first-instance"], null, true, null,
            "香港特别行政区", "Asia/Hong_Kong", null);

        static Account Of(Accounts accounts, string name, string phone, DateTimeOffset now) => accounts.New(
            BenchCourt.NewId(), name, new Contact(Channel.Sms, phone), Language.SimplifiedChinese, "Asia/Shanghai", now);
    }
}
