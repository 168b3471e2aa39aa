using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Identity.Platform;
using Mingzheng.Web;

namespace Mingzheng.Identity.Checks;

/// <summary>
/// A person says who they are, agrees to the comparison by the legal text in force (PIPL 29: before any picture is taken), and has the claim
/// compared with the national platform (AW-03).
/// </summary>
static class ProveIdentity
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/me/identity", Show).Declares(Acts.ProveIdentity);
        app.MapPost("/me/identity", Claim).Declares(Acts.ProveIdentity);
        app.MapGet("/me/identity/face", ShowCamera).Declares(Acts.ProveIdentity);
        app.MapPost("/me/identity/face", Compare).Declares(Acts.ProveIdentity);
    }

    static async Task<IResult> Show(
        Person person, IdentityChecks identities, IConsentTexts texts, Words words, TimeProvider clock, [FromQuery(Name = "to")] string? to,
        CancellationToken stop)
    {
        var confirmed = await identities.Confirmed(person.Account, stop);
        var claimed = confirmed is null ? await identities.Claimed(person.Account, stop) : null;
        return Page(texts.ForComparison(words.Language, clock.Today()), confirmed, claimed, to, null, null);
    }

    static async Task<IResult> Claim(
        HttpContext context, ActId act, Person person, IdentityChecks identities, IConsentTexts texts, Words words, TimeProvider clock,
        CancellationToken stop)
    {
        var form = await SentForm.Of(context.Request, stop);
        var to = form["to"].ToString();
        var faults = ClaimForm.Faults(form, clock.Today());
        return await FormAnswer.Of(context, async () =>
        {
            Refuse.If(faults is [var first, ..] ? first : null);
            var drawn = DrawnText.In(form);
            var consent = texts.ForComparison(DrawnText.LanguageOf(drawn, texts.Comparison), clock.Today());
            Refuse.If(consent.Drawn.ObjectionTo(drawn, "consent"));
            await identities.Claim(act.Value, person, DocumentTypes.Parse(form["document"]), form["number"], form["name"], consent, stop);
            return WithReturn("/me/identity/face", to);
        }, errors => Page(
            texts.ForComparison(words.Language, clock.Today()), null, null, to, faults.Count > 0 ? FormErrors.Of(faults) : errors, form));
    }

    static async Task<IResult> ShowCamera(
        Person person, IdentityChecks identities, [FromQuery(Name = "to")] string? to, CancellationToken stop) =>
        await identities.Claimed(person.Account, stop) is { } claim
            ? new RazorComponentResult<FacePage>(new
            {
                Claim = claim,
                Tries = await identities.TriesOf(person.Account),
                Url = WithReturn("/me/identity/face", to),
            })
            : new SeeOther(WithReturn("/me/identity", to));

    static async Task<IResult> Compare(
        HttpContext context, ActId act, Person person, IdentityChecks identities, [FromQuery(Name = "to")] string? to, CancellationToken stop)
    {
        using var face = await Face.Read(context.Request, stop);
        var verdict = await identities.Check(act.Value, person, room: null, face.Jpeg, objection: null, stop);
        Refuse.If(verdict.Refusal);
        return Results.Json(new { next = LocalPath.Of(to, "/me/identity") });
    }

    static string WithReturn(string path, string? to) => string.IsNullOrEmpty(to) ? path : $"{path}?to={Uri.EscapeDataString(to)}";

    static RazorComponentResult<IdentityPage> Page(
        ConsentText consent, IdentityFacts? confirmed, IdentityFacts? claimed, string? to, FormErrors? errors, IFormCollection? filled) =>
        new(new { Consent = consent, Confirmed = confirmed, Claimed = claimed, To = to, Errors = errors, Filled = filled });
}
