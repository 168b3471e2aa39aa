using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Http;
using Mingzheng.Web;
using Mingzheng.Web.Components;
using Mingzheng.Web.Layout;

namespace Mingzheng.Tests.Web;

/// <summary>A page with one form, as a module would write it in Razor.</summary>
public sealed class SampleForm : ComponentBase
{
    [Parameter] public string Heading { get; set; } = "填写";

    [Parameter] public FormErrors? Errors { get; set; }

    [Parameter] public IFormCollection? Filled { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenComponent<CourtPage>(0);
        builder.AddComponentParameter(1, nameof(CourtPage.Title), Heading);
        builder.AddComponentParameter(2, nameof(CourtPage.ChildContent), (RenderFragment)Form);
        builder.CloseComponent();
    }

    void Form(RenderTreeBuilder builder)
    {
        builder.OpenComponent<ActForm>(0);
        builder.AddComponentParameter(1, nameof(ActForm.Action), "/form");
        builder.AddComponentParameter(2, nameof(ActForm.Draft), "sample");
        builder.AddComponentParameter(3, nameof(ActForm.Errors), Errors);
        builder.AddComponentParameter(4, nameof(ActForm.Filled), Filled);
        builder.AddComponentParameter(5, nameof(ActForm.ChildContent), (RenderFragment)Fields);
        builder.CloseComponent();
    }

    static void Fields(RenderTreeBuilder builder)
    {
        builder.OpenComponent<Field>(0);
        builder.AddComponentParameter(1, nameof(Field.Name), "name");
        builder.AddComponentParameter(2, nameof(Field.Label), "姓名");
        builder.CloseComponent();
        builder.OpenComponent<Button>(3);
        builder.AddComponentParameter(4, nameof(Button.ChildContent), (RenderFragment)(text => text.AddContent(0, "提交")));
        builder.CloseComponent();
    }
}
