using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Web;

namespace Mingzheng.Witnessing.Applying;

/// <summary>A party applies to have the appointment of a lawyer witnessed on video (AW-02, AW-20).</summary>
static class ApplyForWitnessing
{
    const string Address = "/authorizations/new";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Address, Show).Declares(Acts.ApplyForWitnessing);
        app.MapPost(Address, Handle).Declares(Acts.ApplyForWitnessing);
    }

    static async Task<IResult> Show(Person person, Words words, ApplicationScreens screens, CancellationToken stop) =>
        await screens.Of(person, words.Language, null, null, false, stop);

    static async Task<IResult> Handle(
        HttpContext context, ActId act, Person person, Words words, ApplicationDesk desk, ApplicationScreens screens, TimeProvider clock, CancellationToken stop)
    {
        var form = await SentForm.Of(context.Request, stop);
        if (form["do"] == "read-existing")
        {
            var (filled, saysFullAgency) = ApplicationForm.WithPowersOf(form);
            return await screens.Of(person, words.Language, null, filled, saysFullAgency, stop);
        }

        var errors = new FormErrors();
        var application = ApplicationForm.Read(form, clock.Today(), errors);
        var status = StatusCodes.Status422UnprocessableEntity;
        try
        {
            if (application is not null)
            {
                return new SeeOther($"/authorizations/{await desk.Submit(act.Value, person, application, words.Language, stop):D}");
            }
        }
        catch (RefusedException refused) when (refused.Refusal.Status != StatusCodes.Status404NotFound && refused.Refusal.Code != "ACT_REUSED")
        {
            status = refused.Refusal.Status;
            errors.Add(refused.Refusal.Field ?? "", refused.Refusal);
        }

        Refuse.If(ReadsHtml(context.Request) ? null : errors.All[0].Refusal);
        context.Response.StatusCode = status;
        return await screens.Of(person, words.Language, errors, form, false, stop);
    }

    static bool ReadsHtml(HttpRequest request) => request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
